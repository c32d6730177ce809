internal import JSONText

extension Handlers {
  static let library: [String: Handler] = [
    "list_library_layers": { workspace, input throws(SandboxError) in
      let source = input.query("source") ?? "workspace"
      let all = workspace.library.all.filter { source == "all" || $0.text("_owner") == source }
      let groups = all.filter { $0.text("_library") == "group" }.map { group -> JSONValue in
        let layers = workspace.library.all(where: "_group", is: group.text("id") ?? "")
        return .object(workspace.shownGroup(group, layers, input.origin))
      }
      let layers = all.filter { $0.text("_library") == "layer" && $0.text("_group") == nil }
      return .object([
        "type": .string("layer_library"), "layer_groups": .array(groups),
        "layers": .array(layers.map { .object(workspace.shown($0, input.origin)) }),
      ])
    },
    "publish_map_layer": { workspace, input throws(SandboxError) in
      let layer = workspace.publish(try workspace.layer(input), name: input.fields.text("name"), group: nil)
      return .object(workspace.shown(layer, input.origin))
    },
    "publish_map_layer_group": { workspace, input throws(SandboxError) in
      let group = try workspace.layerGroup(input)
      let id = workspace.ids.next()
      var copy = group
      copy["id"] = .string(id)
      if let name = input.fields["name"] { copy["name"] = name }
      copy["_library"] = .string("group")
      copy["_owner"] = .string("workspace")
      copy["_map"] = nil
      workspace.library[id] = copy
      var layers: [JSONObject] = []
      for layer in workspace.layers(in: group) { layers.append(workspace.publish(layer, name: nil, group: id)) }
      return .object(workspace.shownGroup(copy, layers, input.origin))
    },
  ]
}

extension Workspace {
  /// Adds a copy of a layer to the library.
  fileprivate mutating func publish(_ layer: JSONObject, name: String?, group: String?) -> JSONObject {
    let id = ids.next()
    var copy = layer
    copy["id"] = .string(id)
    if let name { copy["name"] = .string(name) }
    copy["_library"] = .string("layer")
    copy["_owner"] = .string("workspace")
    copy["_group"] = group.map(JSONValue.string)
    copy["_map"] = nil
    copy.failIfWithoutData(at: instant)
    library[id] = copy
    return copy
  }
}
