internal import JSONText

extension Handlers {
  static let layers: [String: Handler] = [
    "list_map_layers": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      return .array(workspace.layers.all(where: "_map", is: input["map_id"]).map(\.shown))
    },
    "show_map_layer": { workspace, input throws(SandboxError) in
      try workspace.layer(input["layer_id"], of: input["map_id"]).shown
    },
    "update_map_layer": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      var changed: [JSONValue] = []
      for (index, change) in input.elements.enumerated() {
        let id = change.text("id") ?? ""
        guard let layer = workspace.layers[id], layer.text("_map") == input["map_id"] else {
          throw .invalid("/\(index)/id", "No layer of this map has this id.")
        }
        var copy = layer.setting(
          change,
          only: [
            "name", "caption", "subtitle", "legend_display", "legend_visibility", "ordering_key", "refresh_period",
          ])
        if case .object(let metadata)? = change["metadata"], case .object(let old)? = copy["metadata"] {
          copy["metadata"] = .object(old.setting(metadata, only: metadata.members.map(\.name)))
        }
        if let group = change["layer_group_id"] {
          if case .string(let groupID) = group, workspace.groups[groupID]?.text("_map") != input["map_id"] {
            throw .invalid("/\(index)/layer_group_id", "No layer group of this map has this id.")
          }
          copy["_group"] = group == .null ? nil : group
        }
        workspace.layers[id] = copy
        changed.append(copy.shown)
      }
      return .array(changed)
    },
    "update_map_layer_style": { workspace, input throws(SandboxError) in
      var layer = try workspace.layer(input["layer_id"], of: input["map_id"])
      if let style = input.fields["style"] { layer["style"] = style }
      workspace.layers[input["layer_id"]] = layer
      return layer.shown
    },
    "delete_map_layer": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input["layer_id"], of: input["map_id"])
      workspace.layers[input["layer_id"]] = nil
      return nil
    },
    "duplicate_map_layers": { workspace, input throws(SandboxError) in
      var layers: [JSONValue] = []
      var groups: [JSONValue] = []
      for (index, item) in input.elements.enumerated() {
        let map = item.text("destination_map_id") ?? ""
        guard workspace.maps[map] != nil else {
          throw .invalid("/\(index)/destination_map_id", "There is no such map.")
        }
        if let id = item.text("source_layer_id") {
          guard let layer = workspace.layers[id] else {
            throw .invalid("/\(index)/source_layer_id", "There is no such layer.")
          }
          layers.append(workspace.copy(layer, to: map, group: nil).shown)
        } else if let id = item.text("source_layer_group_id") {
          guard let group = workspace.groups[id] else {
            throw .invalid("/\(index)/source_layer_group_id", "There is no such layer group.")
          }
          groups.append(workspace.copy(group: group, to: map))
        }
      }
      return .object(JSONObject([("layers", .array(layers)), ("layer_groups", .array(groups))]))
    },
    "publish_map_layer": { workspace, input throws(SandboxError) in
      var layer = try workspace.layer(input["layer_id"], of: input["map_id"])
      if let name = input.fields["name"] { layer["name"] = name }
      workspace.libraryLayers[input["layer_id"]] = layer
      return layer.shown
    },
    "publish_map_layer_group": { workspace, input throws(SandboxError) in
      var group = try workspace.group(input["layer_group_id"], of: input["map_id"])
      if let name = input.fields["name"] { group["name"] = name }
      workspace.libraryGroups[input["layer_group_id"]] = group
      return workspace.shown(group: group)
    },
    "list_library_layers": { workspace, input throws(SandboxError) in
      let isOwn = input.query.last { $0.name == "source" }?.value != "felt"
      let layers = isOwn ? workspace.libraryLayers.all.map(\.shown) : []
      let groups = isOwn ? workspace.libraryGroups.all.map { workspace.shown(group: $0) } : []
      return .object(
        JSONObject([("type", .string("layer_library")), ("layers", .array(layers)), ("layer_groups", .array(groups))]))
    },
  ]
}

extension HandlerInput {
  /// The objects of a body that is a list.
  var elements: [JSONObject] {
    guard case .array(let elements) = body else { return [] }
    return elements.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }
}

extension Workspace {
  func layer(_ id: String, of map: String) throws(SandboxError) -> JSONObject {
    _ = try mapRecord(map)
    guard let layer = layers[id], layer.text("_map") == map else { throw .notFound("layer_id") }
    return layer
  }

  /// Makes a layer that is there in full.
  ///
  /// - Returns: its id.
  mutating func makeLayer(
    map: String, name: String, geometry: String, color: String = "#2B7A3D", group: String? = nil,
    status: String = "completed"
  ) -> String {
    let id = ids.next()
    let style = JSONObject([
      ("version", .string("2.3.1")), ("type", .string("simple")), ("config", .object(JSONObject())),
      ("style", .object(JSONObject([("color", .string(color)), ("opacity", JSONValue(0.9)), ("size", JSONValue(2))]))),
    ])
    let metadata = JSONObject(
      [
        "attribution_text", "attribution_url", "description", "license", "source_abbreviation", "source_name",
        "source_url", "updated_at",
      ]
      .map { ($0, JSONValue.null) })
    var layer = JSONObject([
      ("id", .string(id)), ("type", .string("layer")), ("name", .string(name)), ("caption", .null), ("subtitle", .null),
      ("attributes", .array([])), ("geometry_type", .string(geometry)), ("hide_from_legend", .bool(false)),
      ("is_spreadsheet", .bool(false)), ("last_refreshed_at", .null), ("legend_display", .string("default")),
      ("legend_visibility", .string("show")), ("links", JSONObject.links("/maps/\(map)/layers/\(id)")),
      ("metadata", .object(metadata)), ("next_refresh_at", .null), ("ordering_key", JSONValue(layers.all.count + 1)),
      ("paused_reason", .null), ("progress", JSONValue(status == "completed" ? 100 : 0)),
      ("refresh_period", .string("disabled")), ("refresh_status", .string("disabled")), ("status", .string(status)),
      ("style", .object(style)), ("tile_url", .null), ("_map", .string(map)),
    ])
    if let group { layer["_group"] = .string(group) }
    layers[id] = layer
    return id
  }

  /// A layer again, in a map and a group.
  mutating func copy(_ layer: JSONObject, to map: String, group: String?) -> JSONObject {
    var copy = layer
    let id = ids.next()
    copy["id"] = .string(id)
    copy["links"] = JSONObject.links("/maps/\(map)/layers/\(id)")
    copy["_map"] = .string(map)
    copy["_group"] = group.map { .string($0) }
    layers[id] = copy
    return copy
  }
}
