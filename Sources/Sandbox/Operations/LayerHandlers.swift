internal import JSONText

extension Handlers {
  static let layers: [String: Handler] = [
    "list_map_layers": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      return .array(workspace.shownLayers(of: input["map_id"], input.origin))
    },
    "update_map_layer": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      var changed: [JSONValue] = []
      for (index, element) in input.elements.enumerated() {
        let id = try workspace.updateLayer(element.object ?? JSONObject(), on: input["map_id"], at: "/\(index)")
        if let layer = workspace.layers[id] { changed.append(.object(workspace.shown(layer, input.origin))) }
      }
      return .array(changed)
    },
    "show_map_layer": { workspace, input throws(SandboxError) in
      .object(workspace.shown(try workspace.layer(input), input.origin))
    },
    "delete_map_layer": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input)
      workspace.removeLayer(input["layer_id"])
      return .nothing
    },
    "update_map_layer_style": { workspace, input throws(SandboxError) in
      var layer = try workspace.layer(input)
      layer["style"] = input.fields.value("style")
      workspace.layers[input["layer_id"]] = layer
      return .object(workspace.shown(layer, input.origin))
    },
  ]
}

extension Workspace {
  /// The layer that the path names.
  func layer(_ input: HandlerInput) throws(SandboxError) -> JSONObject {
    _ = try map(input["map_id"])
    guard let layer = layers[input["layer_id"]], layer.text("_map") == input["map_id"] else {
      throw .notFound("layer_id")
    }
    return layer
  }

  /// Removes a layer with everything that belongs to it.
  mutating func removeLayer(_ id: String) {
    let (map, file) = (layers[id]?.text("_map"), layers[id]?.text("_file"))
    layers[id] = nil
    components.removeAll(where: "_layer", is: id)
    uploads.removeAll(where: "_layer", is: id)
    removeFileIfUnused(file)
    if let map, var settings = maps[map]?.object("table_settings"), settings.text("default_table_layer_id") == id {
      settings["default_table_layer_id"] = .null
      maps[map]?["table_settings"] = .object(settings)
    }
  }

  /// Creates a layer without data on a map.
  ///
  /// - Parameter from: `file`, `url` or `source`.
  /// - Returns: its id.
  mutating func makeLayer(_ name: String, on map: String, group: String?, from origin: String) -> String {
    let id = ids.next()
    var layer: JSONObject = [
      "id": .string(id), "name": .string(name), "caption": .null, "hide_from_legend": .bool(false),
      "legend_display": .string("default"), "legend_visibility": .string("show"),
      "metadata": .object(Self.emptyMetadata), "ordering_key": JSONValue(layers.count(where: "_map", is: map)),
      "refresh_period": .string("disabled"), "style": .object(Self.plainStyle),
    ]
    layer["_from"] = .string(origin)
    layer["_group"] = group.map(JSONValue.string)
    layer["_map"] = .string(map)
    layers[id] = layer
    return id
  }

  private static let emptyMetadata: JSONObject = [
    "attribution_text": .null, "attribution_url": .null, "description": .null, "license": .null,
    "source_abbreviation": .null, "source_name": .null, "source_url": .null, "updated_at": .null,
  ]

  /// The style of a new layer. Source: Felt Style Language, "simple".
  static let plainStyle: JSONObject = [
    "version": .string("2.3"), "type": .string("simple"), "config": .object([:]),
    "style": .object(["color": .string("#C93535"), "opacity": JSONValue(0.9), "size": JSONValue(4)]),
    "legend": .object([:]),
  ]

  /// Changes a layer.
  ///
  /// - Parameter pointer: the place of the changes in the body.
  /// - Returns: the layer's id.
  fileprivate mutating func updateLayer(
    _ changes: JSONObject, on map: String, at pointer: String
  ) throws(SandboxError) -> String {
    let id = changes.text("id") ?? ""
    guard var layer = layers[id], layer.text("_map") == map else {
      throw .invalid(pointer + "/id", "No layer of this map has this id.")
    }
    layer.set(
      changes, only: ["name", "caption", "legend_display", "legend_visibility", "ordering_key", "refresh_period"])
    // The caption's old name.
    if changes["caption"] == nil, let subtitle = changes["subtitle"] { layer["caption"] = subtitle }
    if let date = changes.object("metadata")?.text("updated_at"), !Timestamp.isDate(date) {
      throw .invalid(pointer + "/metadata/updated_at", "updated_at must be a date, such as 2026-01-31.")
    }
    layer.merge("metadata", from: changes)
    if let group = changes["layer_group_id"] {
      if let group = group.text, layerGroups[group]?.text("_map") != map {
        throw .invalid(pointer + "/layer_group_id", "No layer group of this map has this id.")
      }
      layer["_group"] = group.text.map(JSONValue.string)
    }
    layers[id] = layer
    return id
  }
}
