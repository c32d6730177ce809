internal import JSONText

extension Handlers {
  static let uploads: [String: Handler] = [
    "upload_map_layer": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      try Coordinates.check(input.fields, latitude: "lat", longitude: "lng")
      let name = input.fields.text("name") ?? ""
      if let url = input.fields.text("import_url") {
        guard ImportAddress.isAddress(url) else {
          throw .invalid("/import_url", "import_url is an address that begins with http:// or https://.")
        }
        let layer = workspace.importLayer(from: url, name: name, into: map)
        try workspace.describe(layer, input.fields)
        return .object(workspace.uploadResponse(layer))
      }
      let group = workspace.makeLayerGroup(name, on: map)
      let layer = workspace.makeLayer(name, on: map, group: group, from: "file")
      try workspace.describe(layer, input.fields)
      return .object(workspace.presignedResponse(layer, input))
    },
    "refresh_map_layer": { workspace, input throws(SandboxError) in
      let layer = try workspace.layer(input)
      let id = input["layer_id"]
      switch layer.text("_from") {
      case "url":
        workspace.importData(from: layer.text("_url") ?? "", for: id)
      case "source":
        let now = workspace.instant
        workspace.layers[id]?["_received"] = now
      default:
        // A file takes the place of the one that there was.
        workspace.layers[id]?["_received"] = nil
        workspace.layers[id]?["_from"] = .string("file")
        return .object(workspace.presignedResponse(id, input))
      }
      return .object(workspace.uploadResponse(id))
    },
    "add_map_layer_from_source": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      let (name, data) = try workspace.sourceData(input.fields)
      let group = workspace.makeLayerGroup(name, on: map)
      let layer = workspace.makeLayer(name, on: map, group: group, from: "source")
      workspace.receive(data, for: layer)
      let address = "\(input.origin)/api/v2/maps/\(map)"
      return .object([
        "links": .object([
          "layer_group": .string("\(address)/layer_groups/\(group)"), "self": .string("\(address)/layers/\(layer)"),
        ]),
        "status": .string("accepted"),
      ])
    },
  ]
}

extension Workspace {
  /// Keeps what an upload says about its layer.
  fileprivate mutating func describe(_ layer: String, _ fields: JSONObject) throws(SandboxError) {
    if let date = fields.object("metadata")?.text("updated_at"), !Timestamp.isDate(date) {
      throw .invalid("/metadata/updated_at", "updated_at is a date, such as 2026-01-31.")
    }
    layers[layer]?.merge("metadata", from: fields)
    if let hints = fields["hints"] { layers[layer]?["_hints"] = hints }
    // For a stand-in, which has to be somewhere.
    for name in ["lat", "lng"] { layers[layer]?["_" + name] = fields[name] }
  }

  fileprivate mutating func presignedResponse(_ layer: String, _ input: HandlerInput) -> JSONObject {
    var response = uploadResponse(layer)
    response["presigned_attributes"] = .object(PresignedForm.make(for: layer, of: &self, limit: uploadLimit))
    response["url"] = .string(input.storageOrigin + StorageAddress.uploads)
    return response
  }

  fileprivate func uploadResponse(_ id: String) -> JSONObject {
    // A layer that stands alone has no group; its own id is what can be given then.
    let group = layers[id]?.text("_group") ?? id
    return [
      "type": .string("upload_response"), "layer_group_id": .string(group), "layer_id": .string(id),
      "presigned_attributes": .null, "url": .null,
    ]
  }

  /// The data of a layer has come.
  ///
  /// - Parameter data: nil when there is none or it cannot be read; the layer fails then, once it has been processed.
  mutating func receive(_ data: DataFile?, for layer: String) {
    guard layers[layer] != nil else { return }
    let now = instant
    layers[layer]?["_received"] = now
    layers[layer]?["_fails"] = .bool(data == nil)
    guard let data else { return }
    let file = ids.next()
    files[file] = data
    layers[layer]?["_file"] = .string(file)
    dropUnusedFiles()
  }
}
