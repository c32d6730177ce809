internal import FeltAPI
internal import JSONText

extension Workspace {
  /// Creates a layer, in a group of its own, from the file at an address.
  ///
  /// - Returns: the layer's id.
  @discardableResult
  mutating func importLayer(from url: String, name: String, into map: String) -> String {
    let group = makeLayerGroup(name, on: map)
    let layer = makeLayer(name, on: map, group: group, from: "url")
    layers[layer]?["_url"] = .string(url)
    importData(from: url, for: layer)
    return layer
  }

  /// Requests the data of a layer from this machine. In place of another machine's data the layer gets a stand-in.
  mutating func importData(from url: String, for layer: String) {
    layers[layer]?["_received"] = nil
    if ImportAddress(url) != nil {
      imports.append(ImportJob(layerID: layer, url: url))
    } else if let data = standIn(for: url, layer) {
      store(data, for: layer)
    }
  }

  /// A layer's name if it is known by its address alone: the last part of the path.
  static func layerName(_ url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.map(String.init) ?? url
    return PathSegment.decode(name).map { $0.isEmpty ? name : $0 } ?? name
  }

  /// A point with a note that explains why the real data isn't there.
  private func standIn(for url: String, _ layer: String) -> DataFile? {
    // A query may contain a secret.
    let address = String(url.prefix { $0 != "?" && $0 != "#" })
    let place = layers[layer].map { ($0.number("_lng") ?? -122.42, $0.number("_lat") ?? 37.77) } ?? (-122.42, 37.77)
    let note = "A stand-in: the sandbox doesn't fetch data from other machines, so \(address) wasn't fetched."
    let feature: JSONObject = [
      "type": .string("Feature"), "geometry": .object(Features.point(place.0, place.1)),
      "properties": .object(["name": .string(Self.layerName(url)), "note": .string(note)]),
    ]
    let collection: JSONObject = [
      "type": .string("FeatureCollection"), "features": .array([.object(feature)]),
    ]
    return DataFile(name: "stand-in.geojson", bytes: JSONValue.object(collection).serialized())
  }

  // MARK: - Arrival of data

  /// Completes the import of a layer.
  mutating func receive(_ result: ImportResult, named name: String, for layer: String) {
    switch result {
    case .data(let bytes): receive(bytes, named: name, for: layer)
    case .failed(let reason): fail(layer, reason)
    }
  }

  /// Gives a layer the contents of a file. A new layer's file with several data sets becomes several layers of the same
  /// group.
  mutating func receive(_ bytes: [UInt8], named name: String, for layer: String) {
    guard let record = layers[layer] else { return }
    let hints = PlaceColumns(hints: record.array("_hints"))
    guard let data = DataFile(name: name, bytes: bytes, placeColumns: hints) else {
      return fail(layer, "\(name) is not a data file that can be read")
    }
    let isNew = record.text("_file") == nil
    let parts = isNew ? data.layers : [(record.text("name") ?? name, data)]
    for (index, part) in parts.enumerated() {
      if index == 0 {
        store(part.data, for: layer)
      } else {
        addSibling(part.data, "\(record.text("name") ?? "") (\(part.name))", of: record, index)
      }
    }
  }

  /// Adds a layer to the group of another one. Its processing takes longer than the first one's.
  private mutating func addSibling(_ data: DataFile, _ name: String, of record: JSONObject, _ index: Int) {
    guard let map = record.text("_map") else { return }
    let sibling = makeLayer(name, on: map, group: record.text("_group"), from: record.text("_from") ?? "file")
    layers[sibling]?.set(record, only: ["metadata", "_hints", "_url"])
    store(data, for: sibling)
    layers[sibling]?["_received"] = JSONValue(now + Double(index) * workTime / 2)
  }

  /// Gives a layer its data, which is processed from now on.
  mutating func store(_ data: DataFile, for layer: String) {
    guard layers[layer] != nil else { return }
    let (old, file, now) = (layers[layer]?.text("_file"), ids.next(), instant)
    files[file] = data
    layers[layer]?["_received"] = now
    layers[layer]?["_failure"] = nil
    layers[layer]?["_file"] = .string(file)
    removeFileIfUnused(old)
  }

  /// Lets a layer fail once it has been processed.
  mutating func fail(_ layer: String, _ reason: String) {
    guard layers[layer] != nil else { return }
    let now = instant
    layers[layer]?["_received"] = now
    layers[layer]?["_failure"] = .string(reason)
  }
}
