internal import FeltAPI
internal import JSONText

extension Workspace {
  /// Makes a layer of the data at an address.
  ///
  /// - Returns: its id.
  @discardableResult
  mutating func importLayer(from url: String, name: String, into map: String) -> String {
    let group = makeLayerGroup(name, on: map)
    let layer = makeLayer(name, on: map, group: group, from: "url")
    layers[layer]?["_url"] = .string(url)
    importData(from: url, for: layer)
    return layer
  }

  /// Has the data of a layer fetched from this machine; nothing is fetched from another one.
  mutating func importData(from url: String, for layer: String) {
    layers[layer]?["_received"] = nil
    if ImportAddress(url) != nil {
      imports.append(ImportJob(layerID: layer, url: url))
    } else {
      receive(standIn(for: url, layer), for: layer)
    }
  }

  /// A name for a layer that has none but its address.
  static func layerName(_ url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let name = path.split(separator: "/").last.map(String.init) ?? url
    return PathSegment.decode(name).map { $0.isEmpty ? name : $0 } ?? name
  }

  /// One point that says what it stands for.
  private func standIn(for url: String, _ layer: String) -> DataFile? {
    // What follows the question mark may be a secret.
    let address = String(url.prefix { $0 != "?" && $0 != "#" })
    let place = layers[layer].map { ($0.number("_lng") ?? -122.42, $0.number("_lat") ?? 37.77) } ?? (-122.42, 37.77)
    let note = "A stand-in: the sandbox fetches nothing from other machines, and so not \(address) either."
    let feature: JSONObject = [
      "type": .string("Feature"), "geometry": .object(Features.point(place.0, place.1)),
      "properties": .object(["name": .string(Self.layerName(url)), "note": .string(note)]),
    ]
    let collection: JSONObject = [
      "type": .string("FeatureCollection"), "features": .array([.object(feature)]),
    ]
    return DataFile(name: "stand-in.geojson", bytes: JSONValue.object(collection).serialized())
  }
}
