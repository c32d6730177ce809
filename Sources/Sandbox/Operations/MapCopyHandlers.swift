internal import JSONText

extension Handlers {
  static let mapCopies: [String: Handler] = [
    "duplicate_map": { workspace, input throws(SandboxError) in
      let map = try workspace.map(input["map_id"])
      let destination = try workspace.destination(
        input.fields.object("destination") ?? JSONObject(), at: "/destination")
      let id = workspace.copyMap(map, title: input.fields.text("title"))
      if let destination { workspace.maps[id]?.set(destination, only: ["project_id", "folder_id"]) }
      return .object(try workspace.shownMap(id, input.origin))
    },
    "move_map": { workspace, input throws(SandboxError) in
      let id = input["map_id"]
      _ = try workspace.map(id)
      if let destination = try workspace.destination(input.fields, at: "") {
        workspace.maps[id]?.set(destination, only: ["project_id", "folder_id"])
      }
      return .object(try workspace.shownMap(id, input.origin))
    },
  ]
}

extension Workspace {
  /// The project and folder of a destination.
  ///
  /// - Parameter pointer: the place of the destination in the body.
  /// - Returns: nil for an empty destination.
  func destination(_ fields: JSONObject, at pointer: String) throws(SandboxError) -> JSONObject? {
    if fields["project_id"] != nil, fields["folder_id"] != nil {
      throw .invalid(pointer + "/folder_id", "A map can be moved to a project or to a folder, not to both.")
    }
    if let id = fields.text("project_id") {
      guard projects[id] != nil else { throw .invalid(pointer + "/project_id", "No project has this id.") }
      return ["project_id": .string(id), "folder_id": .null]
    }
    if let id = fields.text("folder_id") {
      guard let folder = folders[id] else { throw .invalid(pointer + "/folder_id", "No folder has this id.") }
      return ["project_id": folder.value("project_id"), "folder_id": .string(id)]
    }
    return nil
  }

  /// Copies a map with its layers and elements, but without its comments.
  ///
  /// - Returns: the copy's id.
  mutating func copyMap(_ map: JSONObject, title: String?) -> String {
    let (old, new) = (map.text("id") ?? "", ids.next())
    var copy = map
    copy["id"] = .string(new)
    copy["title"] = .string(title ?? "\(map.text("title") ?? "") (copy)")
    copy["created_at"] = timestamp
    maps[new] = copy
    for group in layerGroups.all(where: "_map", is: old) { copyGroup(group, layers: layers(in: group), to: new) }
    for layer in layers.all(where: "_map", is: old) where layer.text("_group") == nil {
      copyLayer(layer, to: new, group: nil)
    }
    copyElements(from: old, to: new)
    return new
  }

  private mutating func copyElements(from old: String, to new: String) {
    var groups: [String: String] = [:]
    for group in elementGroups.all(where: "_map", is: old) {
      let id = ids.next()
      groups[group.text("id") ?? ""] = id
      var copy = group
      copy["id"] = .string(id)
      copy["_map"] = .string(new)
      elementGroups[id] = copy
    }
    for element in elements.all(where: "_map", is: old) {
      store(element, id: ids.next(), group: element.text("_group").flatMap { groups[$0] }, on: new)
    }
  }
}
