internal import JSONText

extension Handlers {
  static let uploads: [String: Handler] = [
    "upload_map_layer": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.map(map)
      try Coordinates.check(input.fields, latitude: "lat", longitude: "lng")
      let name = input.fields.text("name") ?? ""
      if let url = input.fields.text("import_url") {
        guard ImportAddress.isWebAddress(url) else {
          throw .invalid("/import_url", "import_url must begin with http:// or https://.")
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
      guard workspace.work(on: layer).completed != nil else {
        throw .layerNotReady("\(workspace.statusSentence(of: layer)) Only a completed layer can be refreshed.")
      }
      switch layer.text("_from") {
      case "url":
        workspace.importData(from: layer.text("_url") ?? "", for: id)
      case "source":
        let now = workspace.instant
        workspace.layers[id]?["_received"] = now
      default:
        // The next file that is uploaded replaces the current one.
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
      if let data {
        workspace.store(data, for: layer)
      } else {
        workspace.fail(layer, "the source's data can't be read")
      }
      let address = "\(input.origin)/api/v2/maps/\(map)"
      // The layer's id isn't known yet: it is found in the group.
      return .object([
        "links": .object([
          "layer_group": .string("\(address)/layer_groups/\(group)"), "self": .string("\(address)/add_source_layer"),
        ]),
        "status": .string("accepted"),
      ])
    },
  ]
}

extension Workspace {
  /// Stores an upload's settings of its layer.
  fileprivate mutating func describe(_ layer: String, _ fields: JSONObject) throws(SandboxError) {
    if let date = fields.object("metadata")?.text("updated_at"), !Timestamp.isDate(date) {
      throw .invalid("/metadata/updated_at", "updated_at must be a date, such as 2026-01-31.")
    }
    layers[layer]?.merge("metadata", from: fields)
    if let hints = fields["hints"] { layers[layer]?["_hints"] = hints }
    // The place of a stand-in.
    for name in ["lat", "lng"] { layers[layer]?["_" + name] = fields[name] }
  }

  fileprivate mutating func presignedResponse(_ layer: String, _ input: HandlerInput) -> JSONObject {
    var response = uploadResponse(layer)
    response["presigned_attributes"] = .object(PresignedForm.make(for: layer, of: &self, limit: uploadLimit))
    response["url"] = .string(input.storageOrigin + StorageAddress.uploads)
    return response
  }

  fileprivate func uploadResponse(_ id: String) -> JSONObject {
    // A layer outside of groups is given as its own group, since the field is required.
    let group = layers[id]?.text("_group") ?? id
    return [
      "type": .string("upload_response"), "layer_group_id": .string(group), "layer_id": .string(id),
      "presigned_attributes": .null, "url": .null,
    ]
  }
}
