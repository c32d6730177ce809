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
      guard workspace.elements[input["map_id"]]?[input["element_id"]] != nil else { throw .notFound("element_id") }
      workspace.elements[input["map_id"]]?[input["element_id"]] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  /// The elements of a map as GeoJSON.
  ///
  /// - Parameter group: only those in this group; nil for all.
  func featureCollection(of map: String, in group: String? = nil) -> JSONObject {
    let all = elements[map]?.all ?? []
    let shown = group == nil ? all : all.filter { Features.parent(of: $0) == group }
    return ["type": .string("FeatureCollection"), "features": .array(shown.map(JSONValue.object))]
  }

  /// Adds an element, or changes the one whose id is given: of its properties those that are given.
  @discardableResult
  mutating func upsert(_ feature: JSONObject, on map: String, at pointer: String) throws(SandboxError) -> JSONObject {
    let given = Features.id(of: feature)
    if let given, !(given.text.text.map(Identifiers.isID) ?? false) {
      throw .invalid(pointer + given.pointer, "This is no id; leave it out for a new element.")
    }
    let id = given?.text.text ?? ids.next()
    let old = elements[map]?[id]
    let geometry = feature["geometry"] ?? old?["geometry"] ?? .null
    if let problem = Geometry.problem(geometry) {
      throw .invalid(pointer + "/geometry" + problem.pointer, problem.detail)
    }
    var parent = old.flatMap { Features.parent(of: $0) }
    if let named = Features.givenParent(of: feature) {
      parent = named.text.text
      if named.text != .null, parent.map({ elementGroups[$0]?.text("_map") != map }) ?? true {
        throw .invalid(pointer + named.pointer, "No element group of this map has this id.")
      }
    }
    var element: JSONObject = ["geometry": geometry, "properties": old?["properties"] ?? .object([:])]
    element.merge("properties", from: feature)
    let stamped = Features.stamped(element, id: id, parent: parent)
    elements[map, default: Store()][id] = stamped
    return stamped
  }
}
