internal import JSONText

extension Handlers {
  private static let fields = [
    "name", "caption", "subtitle", "legend_visibility", "ordering_key", "visibility_interaction",
  ]

  static let layerGroups: [String: Handler] = [
    "list_map_layer_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      return .array(workspace.groups.all(where: "_map", is: input["map_id"]).map { workspace.shown(group: $0) })
    },
    "show_map_layer_group": { workspace, input throws(SandboxError) in
      workspace.shown(group: try workspace.group(input["layer_group_id"], of: input["map_id"]))
    },
    "update_map_layer_group": { workspace, input throws(SandboxError) in
      let group = try workspace.group(input["layer_group_id"], of: input["map_id"])
      let changed = group.setting(input.fields, only: fields)
      workspace.groups[input["layer_group_id"]] = changed
      return workspace.shown(group: changed)
    },
    "update_map_layer_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      var result: [JSONValue] = []
      for (index, item) in input.elements.enumerated() {
        var id = item.text("id") ?? ""
        if item["id"] == nil {
          id = workspace.makeGroup(map: input["map_id"], name: item.text("name") ?? "")
        } else if workspace.groups[id]?.text("_map") != input["map_id"] {
          throw .invalid("/\(index)/id", "No layer group of this map has this id.")
        }
        let changed = workspace.groups[id]?.setting(item, only: fields)
        workspace.groups[id] = changed
        if let changed { result.append(workspace.shown(group: changed)) }
      }
      return .array(result)
    },
    "delete_map_layer_group": { workspace, input throws(SandboxError) in
      let id = input["layer_group_id"]
      _ = try workspace.group(id, of: input["map_id"])
      for layer in workspace.layers.all(where: "_group", is: id) {
        if let layerID = layer.text("id") { workspace.layers[layerID] = nil }
      }
      workspace.groups[id] = nil
      return nil
    },
  ]
}

extension Workspace {
  func group(_ id: String, of map: String) throws(SandboxError) -> JSONObject {
    _ = try mapRecord(map)
    guard let group = groups[id], group.text("_map") == map else { throw .notFound("layer_group_id") }
    return group
  }

  /// - Returns: its id.
  mutating func makeGroup(map: String, name: String) -> String {
    let id = ids.next()
    groups[id] = JSONObject([
      ("id", .string(id)), ("type", .string("layer_group")), ("name", .string(name)), ("caption", .null),
      ("subtitle", .null), ("legend_visibility", .string("show")),
      ("links", JSONObject.links("/maps/\(map)/layer_groups/\(id)")),
      ("ordering_key", JSONValue(groups.all.count + 1)), ("visibility_interaction", .string("default")),
      ("_map", .string(map)),
    ])
    return id
  }

  /// A group as Felt shows it, with its layers.
  func shown(group: JSONObject) -> JSONValue {
    var copy = group
    copy["layers"] = .array(layers.all(where: "_group", is: group.text("id") ?? "").map(\.shown))
    return copy.shown
  }

  /// A group and its layers again, in a map.
  mutating func copy(group: JSONObject, to map: String) -> JSONValue {
    let id = makeGroup(map: map, name: group.text("name") ?? "")
    for layer in layers.all(where: "_group", is: group.text("id") ?? "") { _ = copy(layer, to: map, group: id) }
    return groups[id].map { shown(group: $0) } ?? .null
  }
}
