internal import JSONText

extension Workspace {
  func work(on layer: JSONObject) -> LayerWork { LayerWork(layer, now: now, workTime: workTime) }

  /// The data of a completed layer; nil for any other layer.
  func data(of layer: JSONObject) -> DataFile? {
    work(on: layer).completed == nil ? nil : layer.text("_file").flatMap { files[$0] }
  }

  /// A layer's status in a sentence, with the reason of a failure.
  func statusSentence(of layer: JSONObject) -> String {
    let status = work(on: layer).status
    let reason = status == "failed" ? layer.text("_failure").map { ": \($0)" } : nil
    return "The layer's status is \(status)\(reason ?? "")."
  }

  /// A layer as Felt shows it.
  func shown(_ layer: JSONObject, _ origin: String) -> JSONObject {
    let work = work(on: layer)
    let summary = data(of: layer)?.summary
    let id = layer.text("id") ?? ""
    let period = layer.text("refresh_period") ?? "disabled"
    let next = work.completed.flatMap { last in RefreshPeriod.seconds(period).map { last + $0 } }
    let address =
      layer.text("_map").map { "\(origin)/api/v2/maps/\($0)/layers/\(id)" } ?? "\(origin)/api/v2/library"
    return [
      "id": .string(id), "type": .string("layer"), "name": layer.value("name"),
      "attributes": summary.map { .array($0.attributes.map(\.json)) } ?? .null, "caption": layer.value("caption"),
      "geometry_type": .text(summary?.geometryType), "hide_from_legend": layer["hide_from_legend"] ?? .bool(false),
      "is_spreadsheet": summary.map { .bool($0.isSpreadsheet) } ?? .null,
      "last_refreshed_at": .text(work.completed.map(Timestamp.text)), "legend_display": layer.value("legend_display"),
      "legend_visibility": layer.value("legend_visibility"), "links": .object(["self": .string(address)]),
      "metadata": layer.value("metadata"), "next_refresh_at": .text(next.map(Timestamp.text)),
      "ordering_key": layer.value("ordering_key"), "paused_reason": .null, "progress": JSONValue(work.progress),
      "refresh_period": .string(period), "refresh_status": .string(period == "disabled" ? "disabled" : "active"),
      "status": .string(work.status), "style": layer["style"] ?? .object([:]), "subtitle": layer.value("caption"),
      "tile_url": .text(work.completed == nil ? nil : "\(origin)/tiles/\(id)/{z}/{x}/{y}.pbf"),
    ]
  }

  /// A layer group as Felt shows it, with its layers.
  func shownGroup(_ group: JSONObject, _ layers: [JSONObject], _ origin: String) -> JSONObject {
    let id = group.text("id") ?? ""
    let address =
      group.text("_map").map { "\(origin)/api/v2/maps/\($0)/layer_groups/\(id)" } ?? "\(origin)/api/v2/library"
    return [
      "id": .string(id), "type": .string("layer_group"), "name": group.value("name"), "caption": group.value("caption"),
      "layers": .array(layers.map { .object(shown($0, origin)) }),
      "legend_visibility": group.value("legend_visibility"), "links": .object(["self": .string(address)]),
      "ordering_key": group["ordering_key"] ?? JSONValue(0), "subtitle": group.value("caption"),
      "visibility_interaction": .string(group.text("visibility_interaction") ?? "default"),
    ]
  }

  /// All layers of a map, including those in groups.
  func shownLayers(of map: String, _ origin: String) -> [JSONValue] {
    Self.ordered(layers.all(where: "_map", is: map)).map { .object(shown($0, origin)) }
  }

  func shownGroups(of map: String, _ origin: String) -> [JSONValue] {
    Self.ordered(layerGroups.all(where: "_map", is: map)).map { group in
      .object(shownGroup(group, layers(in: group), origin))
    }
  }

  func layers(in group: JSONObject) -> [JSONObject] {
    Self.ordered(layers.all(where: "_group", is: group.text("id") ?? ""))
  }

  /// Sorts by `ordering_key`, and by age where the key is the same.
  static func ordered(_ records: [JSONObject]) -> [JSONObject] {
    records.enumerated().sorted { first, second in
      let keys = (first.element.number("ordering_key") ?? 0, second.element.number("ordering_key") ?? 0)
      return keys.0 == keys.1 ? first.offset < second.offset : keys.0 < keys.1
    }.map(\.element)
  }
}
