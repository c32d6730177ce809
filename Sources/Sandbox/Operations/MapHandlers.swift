internal import JSONText

extension Handlers {
  static let maps: [String: Handler] = [
    "create_map": { workspace, input throws(SandboxError) in
      try workspace.checkWorkspace(input.fields.text("workspace_id"))
      try Coordinates.check(input.fields, latitude: "lat", longitude: "lon")
      let id = workspace.makeMap(input.fields)
      for url in input.fields.array("layer_urls").compactMap(\.text) {
        workspace.importLayer(from: url, name: Workspace.layerName(url), into: id)
      }
      return .object(try workspace.shownMap(id, input.origin))
    },
    "show_map": { workspace, input throws(SandboxError) in
      .object(try workspace.shownMap(input["map_id"], input.origin))
    },
    "update_map": { workspace, input throws(SandboxError) in
      var map = try workspace.map(input["map_id"])
      let layer = input.fields.object("table_settings")?.text("default_table_layer_id")
      if let layer, workspace.layers[layer]?.text("_map") != input["map_id"] {
        throw .invalid("/table_settings/default_table_layer_id", "No layer of this map has this id.")
      }
      map.set(input.fields, only: ["basemap", "description", "public_access", "title"])
      // Nested settings are changed one by one.
      map.merge("table_settings", from: input.fields)
      map.merge("viewer_permissions", from: input.fields)
      workspace.maps[input["map_id"]] = map
      return .object(try workspace.shownMap(input["map_id"], input.origin))
    },
    "delete_map": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      workspace.removeMap(input["map_id"])
      return .nothing
    },
  ]
}

extension Workspace {
  func map(_ id: String) throws(SandboxError) -> JSONObject {
    guard let map = maps[id] else { throw .notFound("map_id") }
    return map
  }

  /// Creates a map.
  ///
  /// - Parameter fields: the body of `create_map`.
  /// - Returns: its id.
  mutating func makeMap(_ fields: JSONObject, project: String? = nil) -> String {
    let id = ids.next()
    let home = project ?? homeProject()
    var map: JSONObject = [
      "id": .string(id), "title": .string(fields.text("title") ?? "Untitled Map"),
      "basemap": .string(fields.text("basemap") ?? "default"), "created_at": timestamp, "folder_id": .null,
      "project_id": .string(home), "public_access": .string(fields.text("public_access") ?? "private"),
      "table_settings": .object(["default_table_layer_id": .null, "viewers_can_open_table": .bool(true)]),
      "viewer_permissions": .object([
        "can_duplicate_map": .bool(true), "can_export_data": .bool(true), "can_see_map_presence": .bool(true),
      ]),
    ]
    map.set(fields, only: ["description", "lat", "lon", "zoom"])
    maps[id] = map
    return id
  }

  /// Removes a map with everything on it.
  mutating func removeMap(_ id: String) {
    maps[id] = nil
    for layer in layers.all(where: "_map", is: id) { removeLayer(layer.text("id") ?? "") }
    layerGroups.removeAll(where: "_map", is: id)
    elementGroups.removeAll(where: "_map", is: id)
    comments.removeAll(where: "_map", is: id)
    embedTokens.removeAll(where: "_map", is: id)
    elements.removeAll(where: "_map", is: id)
  }

  /// A map as Felt shows it.
  func shownMap(_ id: String, _ origin: String) throws(SandboxError) -> JSONObject {
    let map = try map(id)
    let groups = elementGroups.all(where: "_map", is: id).map { group -> JSONValue in
      let elements = featureCollection(ofGroup: group.text("id") ?? "")
      return .object(["id": group.value("id"), "name": group.value("name"), "elements": .object(elements)])
    }
    return [
      "id": .string(id), "type": .string("map"), "title": map.value("title"), "basemap": map.value("basemap"),
      "created_at": map.value("created_at"), "element_groups": .array(groups),
      "elements": .object(featureCollection(of: id)), "folder_id": map.value("folder_id"),
      "layer_groups": .array(shownGroups(of: id, origin)), "layers": .array(shownLayers(of: id, origin)),
      "links": .object(["self": .string("\(origin)/api/v2/maps/\(id)")]), "project_id": map.value("project_id"),
      "public_access": map.value("public_access"), "table_settings": map.value("table_settings"),
      "thumbnail_url": .null, "url": .string(Self.pageAddress(of: map, origin)),
      "viewer_permissions": map.value("viewer_permissions"), "visited_at": map.value("visited_at"),
    ]
  }

  /// A map as projects show it.
  static func mapReference(_ map: JSONObject, _ origin: String) -> JSONObject {
    [
      "id": map.value("id"), "type": .string("map_reference"), "title": map.value("title"),
      "created_at": map.value("created_at"), "folder_id": map.value("folder_id"),
      "links": .object(["self": .string("\(origin)/api/v2/maps/\(map.text("id") ?? "")")]),
      "project_id": map.value("project_id"), "public_access": map.value("public_access"), "thumbnail_url": .null,
      "url": .string(pageAddress(of: map, origin)), "visited_at": map.value("visited_at"),
    ]
  }

  /// The address of the map's page: the words of its title, then its id.
  private static func pageAddress(of map: JSONObject, _ origin: String) -> String {
    let words = (map.text("title") ?? "").split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return "\(origin)/map/\((words.map(String.init) + [map.text("id") ?? ""]).joined(separator: "-"))"
  }
}
