internal import JSONText

extension Handlers {
  static let maps: [String: Handler] = [
    "create_map": { workspace, input throws(SandboxError) in
      let id = workspace.makeMap(input.fields)
      return .object(try workspace.map(id))
    },
    "show_map": { workspace, input throws(SandboxError) in .object(try workspace.map(input["map_id"])) },
    "update_map": { workspace, input throws(SandboxError) in
      let map = try workspace.map(input["map_id"])
      var changed = map.setting(
        input.fields, only: ["basemap", "description", "public_access", "table_settings", "title"])
      // Settings inside are changed one by one.
      if case .object(let permissions)? = input.fields["viewer_permissions"],
        case .object(let old)? = changed["viewer_permissions"]
      {
        changed["viewer_permissions"] = .object(old.setting(permissions, only: permissions.members.map(\.name)))
      }
      workspace.maps[input["map_id"]] = changed
      return .object(try workspace.map(input["map_id"]))
    },
    "delete_map": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      workspace.maps[input["map_id"]] = nil
      return nil
    },
  ]
}

extension Workspace {
  /// A map as Felt shows it.
  func map(_ id: String) throws(SandboxError) -> JSONObject {
    guard let map = maps[id] else { throw .notFound("map_id") }
    return map
  }

  /// Makes a map of the fields that `create_map` takes.
  ///
  /// - Returns: its id.
  mutating func makeMap(_ fields: JSONObject, project: String? = nil) -> String {
    let id = ids.next()
    let title = fields.text("title") ?? "Untitled Map"
    let words = title.split { !($0.isLetter || $0.isNumber) || !$0.isASCII }.joined(separator: "-")
    let noFeatures = JSONObject([("type", .string("FeatureCollection")), ("features", .array([]))])
    let home = project ?? homeProject()
    maps[id] = JSONObject([
      ("id", .string(id)), ("type", .string("map")), ("title", .string(title)),
      ("url", .string("https://felt.com/map/\(words.isEmpty ? "" : words + "-")\(id)")),
      ("public_access", fields["public_access"] ?? .string("private")),
      ("basemap", fields["basemap"] ?? .string("default")),
      ("created_at", timestamp), ("visited_at", .null), ("thumbnail_url", .null),
      ("project_id", .string(home)), ("folder_id", .null), ("layers", .array([])),
      ("layer_groups", .array([])), ("elements", .object(noFeatures)), ("element_groups", .array([])),
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
