internal import JSONText

extension Handlers {
  static let layerGroups: [String: Handler] = [
    "list_map_layer_groups": { workspace, input throws(SandboxError) in
      _ = try workspace.map(input["map_id"])
      return .array(workspace.shownGroups(of: input["map_id"], input.origin))
    },
    "update_map_layer_groups": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      var changed: [JSONValue] = []
      for (index, element) in input.elements.enumerated() {
        let fields = element.object ?? JSONObject()
        let id: String
        if let given = fields.text("id") {
          guard workspace.layerGroups[given]?.text("_map") == map else {
            throw .invalid("/\(index)/id", "No layer group of this map has this id.")
          }
          id = given
        } else {
          id = workspace.makeLayerGroup(fields.text("name") ?? "", on: map)
        }
        workspace.updateLayerGroup(id, fields)
        if let group = workspace.layerGroups[id] {
          changed.append(.object(workspace.shownGroup(group, workspace.layers(in: group), input.origin)))
        }
      }
      return .array(changed)
    },
    "show_map_layer_group": { workspace, input throws(SandboxError) in
      let group = try workspace.layerGroup(input)
      return .object(workspace.shownGroup(group, workspace.layers(in: group), input.origin))
    },
    "update_map_layer_group": { workspace, input throws(SandboxError) in
      let id = try workspace.layerGroup(input).text("id") ?? ""
      if let given = input.fields.text("id"), given != id {
        throw .invalid("/id", "The id of a layer group can't be changed.")
      }
      workspace.updateLayerGroup(id, input.fields)
      let group = try workspace.layerGroup(input)
      return .object(workspace.shownGroup(group, workspace.layers(in: group), input.origin))
    },
    "delete_map_layer_group": { workspace, input throws(SandboxError) in
      let group = try workspace.layerGroup(input)
      for layer in workspace.layers(in: group) { workspace.removeLayer(layer.text("id") ?? "") }
      workspace.layerGroups[input["layer_group_id"]] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  /// The layer group that the path names.
  func layerGroup(_ input: HandlerInput) throws(SandboxError) -> JSONObject {
    _ = try map(input["map_id"])
    guard let group = layerGroups[input["layer_group_id"]], group.text("_map") == input["map_id"] else {
      throw .notFound("layer_group_id")
    }
    return group
  }

  /// Creates a layer group.
  ///
  /// - Returns: its id.
  mutating func makeLayerGroup(_ name: String, on map: String) -> String {
    let id = ids.next()
    layerGroups[id] = [
      "id": .string(id), "name": .string(name), "caption": .null, "legend_visibility": .string("show"),
      "ordering_key": JSONValue(layerGroups.count(where: "_map", is: map)),
      "visibility_interaction": .string("default"), "_map": .string(map),
    ]
    return id
  }

  fileprivate mutating func updateLayerGroup(_ id: String, _ changes: JSONObject) {
    guard var group = layerGroups[id] else { return }
    group.set(changes, only: ["name", "caption", "legend_visibility", "ordering_key", "visibility_interaction"])
    // The caption's old name.
    if changes["caption"] == nil, let subtitle = changes["subtitle"] { group["caption"] = subtitle }
    layerGroups[id] = group
  }
}
