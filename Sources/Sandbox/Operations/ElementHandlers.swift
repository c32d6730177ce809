internal import JSONText

extension Handlers {
  static let elements: [String: Handler] = [
    "list_map_elements": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      return .object(workspace.featureCollection(of: input["map_id"]))
    },
    "upsert_map_elements": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      var changed: [JSONValue] = []
      for (index, feature) in input.fields.array("features").enumerated() {
        let element = try workspace.upsert(feature.object ?? JSONObject(), on: map, at: "/features/\(index)")
        changed.append(.object(element))
      }
      return .object(["type": .string("FeatureCollection"), "features": .array(changed)])
    },
    "delete_map_element": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      let key = Workspace.elementKey(input["element_id"], on: input["map_id"])
      guard workspace.elements[key] != nil else { throw .notFound("element_id") }
      workspace.elements[key] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  /// An element's key in the table. A client chooses the ids of elements, so only a map's elements have different ids.
  static func elementKey(_ id: String, on map: String) -> String { "\(map)/\(id)" }

  /// The elements of a map as GeoJSON.
  func featureCollection(of map: String) -> JSONObject { Self.collection(elements.all(where: "_map", is: map)) }

  /// The elements of an element group as GeoJSON.
  func featureCollection(ofGroup group: String) -> JSONObject {
    Self.collection(elements.all(where: "_group", is: group))
  }

  private static func collection(_ elements: [JSONObject]) -> JSONObject {
    let features = elements.map { JSONValue.object($0.publicFields) }
    return ["type": .string("FeatureCollection"), "features": .array(features)]
  }

  /// Creates an element, or changes the one whose id is given. Properties that aren't given stay as they are.
  @discardableResult
  mutating func upsert(_ feature: JSONObject, on map: String, at pointer: String) throws(SandboxError) -> JSONObject {
    let given = Features.id(of: feature)
    if let given, !(given.value.text.map(Identifiers.isID) ?? false) {
      throw .invalid(pointer + given.pointer, "This is not a valid id; leave it out for a new element.")
    }
    let id = given?.value.text ?? ids.next()
    let old = elements[Self.elementKey(id, on: map)]
    let geometry = feature["geometry"] ?? old?["geometry"] ?? .null
    if let problem = Geometry.problem(geometry) {
      throw .invalid(pointer + "/geometry" + problem.pointer, problem.detail)
    }
    var group = old?.text("_group")
    if let given = Features.group(of: feature) {
      group = given.value.text
      if given.value != .null, group.map({ elementGroups[$0]?.text("_map") != map }) ?? true {
        throw .invalid(pointer + given.pointer, "No element group of this map has this id.")
      }
    }
    var element: JSONObject = ["geometry": geometry, "properties": old?["properties"] ?? .object([:])]
    element.merge("properties", from: feature)
    return store(element, id: id, group: group, on: map)
  }

  /// Stores an element under an id.
  ///
  /// - Returns: the element as responses show it.
  @discardableResult
  mutating func store(_ element: JSONObject, id: String, group: String?, on map: String) -> JSONObject {
    let shown = Features.identified(element, id: id, group: group)
    var record = shown
    record.members.append(.init(name: "_map", value: .string(map)))
    if let group { record.members.append(.init(name: "_group", value: .string(group))) }
    elements[Self.elementKey(id, on: map)] = record
    return shown
  }
}
