internal import JSONText

extension Handlers {
  static let elements: [String: Handler] = [
    "list_map_elements": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      return workspace.collection(of: workspace.elements.all(where: "_map", is: input["map_id"]))
    },
    "upsert_map_elements": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      guard case .array(let features)? = input.fields["features"] else {
        throw .invalid("/features", "There is no list of features.")
      }
      var changed: [JSONObject] = []
      for (index, feature) in features.enumerated() {
        changed.append(try workspace.upsert(feature, map: input["map_id"], at: "/features/\(index)"))
      }
      return workspace.collection(of: changed)
    },
    "delete_map_element": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      guard workspace.elements[input["element_id"]]?.text("_map") == input["map_id"] else {
        throw .notFound("element_id")
      }
      workspace.elements[input["element_id"]] = nil
      return nil
    },
    "list_map_element_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      return .array(
        workspace.elementGroups.all(where: "_map", is: input["map_id"]).map { workspace.shown(elementGroup: $0) })
    },
    "show_map_element_group": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      guard workspace.elementGroups[input["group_id"]]?.text("_map") == input["map_id"] else {
        throw .notFound("group_id")
      }
      return workspace.collection(of: workspace.elements.all(where: "_group", is: input["group_id"]))
    },
    "upsert_map_element_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      var result: [JSONValue] = []
      for (index, item) in input.elements.enumerated() {
        let id = item.text("id") ?? workspace.makeElementGroup(map: input["map_id"])
        guard let group = workspace.elementGroups[id], group.text("_map") == input["map_id"] else {
          throw .invalid("/\(index)/id", "No element group of this map has this id.")
        }
        let changed = group.setting(item, only: ["name", "color", "symbol"])
        workspace.elementGroups[id] = changed
        result.append(workspace.shown(elementGroup: changed))
      }
      return .array(result)
    },
  ]
}

extension Workspace {
  /// Elements as a GeoJSON collection. Source: RFC 7946.
  func collection(of elements: [JSONObject]) -> JSONValue {
    .object(JSONObject([("type", .string("FeatureCollection")), ("features", .array(elements.map(\.shown)))]))
  }

  func shown(elementGroup group: JSONObject) -> JSONValue {
    var copy = group
    copy["elements"] = collection(of: elements.all(where: "_group", is: group.text("id") ?? ""))
    return copy.shown
  }

  /// - Returns: its id.
  mutating func makeElementGroup(map: String, name: String? = nil) -> String {
    let id = ids.next()
    elementGroups[id] = JSONObject([
      ("id", .string(id)), ("name", name.map { .string($0) } ?? .null), ("color", .string("#C93535")),
      ("symbol", .string("dot")),
      ("_map", .string(map)),
    ])
    return id
  }

  /// Makes an element of a feature, or changes the one whose id the feature's properties have.
  mutating func upsert(_ feature: JSONValue, map: String, at pointer: String) throws(SandboxError) -> JSONObject {
    guard case .object(let object) = feature, object["type"] == .string("Feature") else {
      throw .invalid(pointer, "This is no GeoJSON feature.")
    }
    guard case .object(let geometry)? = object["geometry"], let type = geometry.text("type"),
      Self.geometries.contains(type), type == "GeometryCollection" || geometry["coordinates"] != nil
    else {
      throw .invalid(pointer + "/geometry", "A feature has a geometry, with a type and coordinates.")
    }
    let given: JSONObject = if case .object(let properties)? = object["properties"] { properties } else { JSONObject() }
    var id = ids.next()
    var properties = JSONObject([("felt:id", .string(id)), ("felt:parentId", .null)])
    if let known = given.text("felt:id") {
      guard let old = elements[known], old.text("_map") == map else {
        throw .invalid(pointer + "/properties/felt:id", "No element of this map has this id.")
      }
      id = known
      if case .object(let oldProperties)? = old["properties"] { properties = oldProperties }
    }
    properties = properties.setting(given, only: given.members.map(\.name).filter { $0 != "felt:id" })
    var element = JSONObject([
      ("type", .string("Feature")), ("geometry", .object(geometry)), ("properties", .object(properties)),
      ("_map", .string(map)),
    ])
    if let group = properties.text("felt:parentId") {
      guard elementGroups[group]?.text("_map") == map else {
        throw .invalid(pointer + "/properties/felt:parentId", "No element group of this map has this id.")
      }
      element["_group"] = .string(group)
    }
    elements[id] = element
    return element
  }

  private static let geometries: Set<String> = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
  ]
}
