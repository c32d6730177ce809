internal import JSONText

extension Handlers {
  static let uploads: [String: Handler] = [
    "upload_map_layer": { workspace, input throws(SandboxError) in
      _ = try workspace.mapRecord(input["map_id"])
      let name = input.fields.text("name") ?? ""
      let group = workspace.makeGroup(map: input["map_id"], name: name)
      let isImport = input.fields["import_url"] != nil
      let layer = workspace.makeLayer(
        map: input["map_id"], name: name, geometry: "Point", group: group, status: isImport ? "completed" : "uploading")
      if let url = input.fields.text("import_url"), var record = workspace.layers[layer] {
        record["caption"] = .string("A stand-in for \(url): no request leaves the sandbox.")
        workspace.layers[layer] = record
      }
      return workspace.uploadResponse(layer: layer, group: group, isOpen: !isImport)
    },
    "refresh_map_layer": { workspace, input throws(SandboxError) in
      var layer = try workspace.layer(input["layer_id"], of: input["map_id"])
      layer["last_refreshed_at"] = workspace.timestamp
      workspace.layers[input["layer_id"]] = layer
      return workspace.uploadResponse(layer: input["layer_id"], group: layer.text("_group") ?? "", isOpen: false)
    },
    "add_map_layer_from_source": { workspace, input throws(SandboxError) in
      let map = input["map_id"]
      _ = try workspace.mapRecord(map)
      if let source = input.fields.text("source_id"), workspace.sources[source] == nil {
        throw .invalid("/source_id", "There is no such source.")
      }
      if let dataset = input.fields.text("dataset_id"), !workspace.hasDataset(dataset) {
        throw .invalid("/dataset_id", "No source has this dataset.")
      }
      let group = workspace.makeGroup(map: map, name: "From a source")
      let layer = workspace.makeLayer(map: map, name: "From a source", geometry: "Polygon", group: group)
      let base = "https://felt.com/api/v2/maps/\(map)"
      let links = JSONObject([
        ("self", .string("\(base)/layers/\(layer)")), ("layer_group", .string("\(base)/layer_groups/\(group)")),
      ])
      return .object(JSONObject([("status", .string("accepted")), ("links", .object(links))]))
    },
    "create_map_layer_export_link": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input["layer_id"], of: input["map_id"])
      let address = "https://sandbox.example/exports/\(workspace.ids.next())"
      return .object(JSONObject([("export_link", .string(address))]))
    },
    "create_map_layer_custom_export": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input["layer_id"], of: input["map_id"])
      let id = workspace.ids.next()
      workspace.exports[id] = JSONObject([
        ("export_id", .string(id)), ("status", .string("in_progress")), ("download_url", .null),
        ("filters", input.fields["filters"] ?? .array([])), ("_layer", .string(input["layer_id"])),
      ])
      let path = "/api/v2/maps/\(input["map_id"])/layers/\(input["layer_id"])/custom_exports/\(id)"
      return .object(
        JSONObject([("export_request_id", .string(id)), ("poll_endpoint", .string("https://felt.com" + path))]))
    },
    "poll_map_layer_custom_export": { workspace, input throws(SandboxError) in
      _ = try workspace.layer(input["layer_id"], of: input["map_id"])
      guard let export = workspace.exports[input["export_id"]], export.text("_layer") == input["layer_id"] else {
        throw .notFound("export_id")
      }
      // The work is done by the time somebody has asked once.
      var finished = export
      finished["status"] = .string("completed")
      finished["download_url"] = .string("https://sandbox.example/exports/\(input["export_id"])")
      workspace.exports[input["export_id"]] = finished
      return export.shown
    },
  ]
}

extension Workspace {
  /// - Parameter isOpen: whether a file is still to be sent.
  fileprivate mutating func uploadResponse(layer: String, group: String, isOpen: Bool) -> JSONValue {
    let attributes = JSONObject([
      ("key", .string("uploads/\(layer)")), ("policy", .string(ids.next())), ("x-amz-signature", .string(ids.next())),
    ])
    return .object(
      JSONObject([
        ("type", .string("upload_response")), ("layer_id", .string(layer)), ("layer_group_id", .string(group)),
        ("url", isOpen ? .string("https://sandbox.example/uploads") : .null),
        ("presigned_attributes", isOpen ? .object(attributes) : .null),
      ]))
  }

  fileprivate func hasDataset(_ id: String) -> Bool {
    sources.all.contains { source in
      guard case .array(let datasets)? = source["datasets"] else { return false }
      return datasets.contains { if case .object(let dataset) = $0 { dataset.text("id") == id } else { false } }
    }
  }
}
