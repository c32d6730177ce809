internal import JSONText

extension Handlers {
  static let maps: [String: Handler] = [
    "create_map": { workspace, input throws(SandboxError) in
      let id = workspace.makeMap(input.fields)
      return try workspace.map(id)
    },
    "show_map": { workspace, input throws(SandboxError) in try workspace.map(input["map_id"]) },
    "update_map": { workspace, input throws(SandboxError) in
      let map = try workspace.mapRecord(input["map_id"])
      var changed = map.setting(
        input.fields, only: ["basemap", "description", "public_access", "table_settings", "title"])
      // Settings inside are changed one by one.
      if case .object(let permissions)? = input.fields["viewer_permissions"],
        case .object(let old)? = changed["viewer_permissions"]
      {
        changed["viewer_permissions"] = .object(old.setting(permissions, only: permissions.members.map(\.name)))
      }
      workspace.maps[input["map_id"]] = changed
      return try workspace.map(input["map_id"])
    },
    "delete_map": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      workspace.removeMap(input["map_id"])
      return nil
    },
    "duplicate_map": { workspace, input throws(SandboxError) in
      var copy = try workspace.mapRecord(input["map_id"])
      let title = input.fields.text("title") ?? "\(copy.text("title") ?? "") (copy)"
      let project = copy.text("project_id")
      let id = workspace.makeMap(
        copy.setting(JSONObject([("title", .string(title))]), only: ["title"]), project: project)
      copy = try workspace.mapRecord(id)
      if case .object(let destination)? = input.fields["destination"] {
        workspace.maps[id] = try workspace.moved(copy, to: destination, at: "/destination")
      }
      for layer in workspace.layers.all(where: "_map", is: input["map_id"]) where layer["_group"] == nil {
        _ = workspace.copy(layer, to: id, group: nil)
      }
      for group in workspace.groups.all(where: "_map", is: input["map_id"]) { _ = workspace.copy(group: group, to: id) }
      for element in workspace.elements.all(where: "_map", is: input["map_id"]) {
        workspace.copy(element: element, to: id)
      }
      return try workspace.map(id)
    },
    "move_map": { workspace, input throws(SandboxError) in
      let map = try workspace.mapRecord(input["map_id"])
      workspace.maps[input["map_id"]] = try workspace.moved(map, to: input.fields, at: "")
      return try workspace.map(input["map_id"])
    },
  ]
}

extension Workspace {
  /// A map as it is kept.
  func mapRecord(_ id: String) throws(SandboxError) -> JSONObject {
    guard let map = maps[id] else { throw .notFound("map_id") }
    return map
  }

  /// A map as Felt shows it, with all that is in it.
  func map(_ id: String) throws(SandboxError) -> JSONValue {
    var map = try mapRecord(id)
    map["layers"] = .array(layers.all(where: "_map", is: id).filter { $0["_group"] == nil }.map(\.shown))
    map["layer_groups"] = .array(groups.all(where: "_map", is: id).map { shown(group: $0) })
    map["elements"] = collection(of: elements.all(where: "_map", is: id))
    map["element_groups"] = .array(
      elementGroups.all(where: "_map", is: id).map { group in
        .object(
          JSONObject([
            ("id", group["id"] ?? .null), ("name", group["name"] ?? .null),
            ("elements", collection(of: elements.all(where: "_group", is: group.text("id") ?? ""))),
          ]))
      })
    return map.shown
  }

  /// Takes a map away with all that is in it.
  mutating func removeMap(_ id: String) {
    maps[id] = nil
    for layer in layers.all(where: "_map", is: id) { layers[layer.text("id") ?? ""] = nil }
    for group in groups.all(where: "_map", is: id) { groups[group.text("id") ?? ""] = nil }
    for group in elementGroups.all(where: "_map", is: id) { elementGroups[group.text("id") ?? ""] = nil }
    for comment in comments.all(where: "_map", is: id) { comments[comment.text("id") ?? ""] = nil }
    for element in elements.all(where: "_map", is: id) {
      if case .object(let properties)? = element["properties"] { elements[properties.text("felt:id") ?? ""] = nil }
    }
  }

  /// A map in another project or folder.
  func moved(_ map: JSONObject, to place: JSONObject, at pointer: String) throws(SandboxError) -> JSONObject {
    var copy = map
    if let project = place.text("project_id") {
      guard projects[project] != nil else { throw .invalid(pointer + "/project_id", "There is no such project.") }
      copy["project_id"] = .string(project)
      copy["folder_id"] = .null
    } else if let folder = place.text("folder_id") {
      copy["folder_id"] = .string(folder)
    }
    return copy
  }

  /// An element again, in another map.
  mutating func copy(element: JSONObject, to map: String) {
    var copy = element
    let id = ids.next()
    if case .object(var properties)? = copy["properties"] {
      properties["felt:id"] = .string(id)
      properties["felt:parentId"] = .null
      copy["properties"] = .object(properties)
    }
    copy["_map"] = .string(map)
    copy["_group"] = nil
    elements[id] = copy
  }

  /// Makes a map of the fields that `create_map` takes.
  ///
  /// - Returns: its id.
  mutating func makeMap(_ fields: JSONObject, project: String? = nil) -> String {
    let id = ids.next()
    let title = fields.text("title") ?? "Untitled Map"
    let words = title.split { !($0.isLetter || $0.isNumber) || !$0.isASCII }.joined(separator: "-")
    let home = project ?? homeProject()
    maps[id] = JSONObject([
      ("id", .string(id)), ("type", .string("map")), ("title", .string(title)),
      ("url", .string("https://felt.com/map/\(words.isEmpty ? "" : words + "-")\(id)")),
      ("public_access", fields["public_access"] ?? .string("private")),
      ("basemap", fields["basemap"] ?? .string("default")),
      ("created_at", timestamp), ("visited_at", .null), ("thumbnail_url", .null),
      ("project_id", .string(home)), ("folder_id", .null),
      ("links", .object(JSONObject([("self", .string("https://felt.com/api/v2/maps/\(id)"))]))),
      (
        "table_settings",
        .object(JSONObject([("default_table_layer_id", .null), ("viewers_can_open_table", .bool(true))]))
      ),
      (
        "viewer_permissions",
        .object(
          JSONObject([
            ("can_duplicate_map", .bool(true)), ("can_export_data", .bool(true)), ("can_see_map_presence", .bool(true)),
          ]))
      ),
    ])
    return id
  }

  /// A map as lists of maps show it.
  func reference(_ map: JSONObject) -> JSONValue {
    let names = [
      "id", "title", "url", "public_access", "created_at", "visited_at", "thumbnail_url", "project_id", "folder_id",
      "links",
    ]
    return .object(
      JSONObject([("type", .string("map_reference"))] + names.compactMap { name in map[name].map { (name, $0) } }))
  }
}
