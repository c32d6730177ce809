internal import JSONText

extension Handlers {
  static let layerCopies: [String: Handler] = [
    "duplicate_map_layers": { workspace, input throws(SandboxError) in
      var layers: [JSONValue] = []
      var groups: [JSONValue] = []
      for (index, element) in input.elements.enumerated() {
        let fields = element.object ?? JSONObject()
        let destination = fields.text("destination_map_id") ?? ""
        guard workspace.maps[destination] != nil else {
          throw .invalid("/\(index)/destination_map_id", "No map has this id.")
        }
        if let id = fields.text("source_layer_id") {
          guard let layer = workspace.layers[id] ?? workspace.libraryLayer(id) else {
            throw .invalid("/\(index)/source_layer_id", "No layer has this id.")
          }
          let copy = workspace.copyLayer(layer, to: destination, group: nil)
          layers.append(.object(workspace.shown(copy, input.origin)))
        } else {
          let id = fields.text("source_layer_group_id") ?? ""
          guard let (group, members) = workspace.groupToCopy(id) else {
            throw .invalid("/\(index)/source_layer_group_id", "No layer group has this id.")
          }
          let copy = workspace.copyGroup(group, layers: members, to: destination)
          groups.append(.object(workspace.shownGroup(copy, workspace.layers(in: copy), input.origin)))
        }
      }
      return .object(["layer_groups": .array(groups), "layers": .array(layers)])
    }
  ]
}

extension Workspace {
  /// Copies a layer. The copy shares its data.
  @discardableResult
  mutating func copyLayer(_ layer: JSONObject, to map: String, group: String?) -> JSONObject {
    let id = ids.next()
    var copy = layer
    copy["id"] = .string(id)
    copy["ordering_key"] = JSONValue(layers.count(where: "_map", is: map))
    copy["_group"] = group.map(JSONValue.string)
    copy["_library"] = nil
    copy["_map"] = .string(map)
    copy.failIfWithoutData(at: instant)
    layers[id] = copy
    for component in components.all(where: "_layer", is: layer.text("id") ?? "") { makeComponent(component, on: id) }
    return copy
  }

  /// Copies a layer group with its layers.
  @discardableResult
  mutating func copyGroup(_ group: JSONObject, layers members: [JSONObject], to map: String) -> JSONObject {
    let id = makeLayerGroup(group.text("name") ?? "", on: map)
    layerGroups[id]?.set(group, only: ["caption", "legend_visibility", "visibility_interaction"])
    for layer in members { copyLayer(layer, to: map, group: id) }
    return layerGroups[id] ?? JSONObject()
  }

  fileprivate func libraryLayer(_ id: String) -> JSONObject? {
    library[id].flatMap { $0.text("_library") == "layer" ? $0 : nil }
  }

  fileprivate func groupToCopy(_ id: String) -> (JSONObject, [JSONObject])? {
    if let group = layerGroups[id] { return (group, layers(in: group)) }
    guard let group = library[id], group.text("_library") == "group" else { return nil }
    return (group, library.all(where: "_group", is: id))
  }
}

extension JSONObject {
  /// Lets the copy of a layer fail whose data hasn't arrived: it will arrive at the original alone.
  mutating func failIfWithoutData(at time: JSONValue) {
    guard self["_received"] == nil else { return }
    self["_received"] = time
    self["_failure"] = .string("the layer was copied before its data had arrived")
  }
}
