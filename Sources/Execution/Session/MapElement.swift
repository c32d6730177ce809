internal import JSONText

/// A map's element, as its GeoJSON feature says.
struct MapElement {
  let id: String
  let text: String?
  let name: String?
  /// The type of its geometry, such as `Point`.
  let geometry: String?

  /// - Returns: nil for what has no id.
  init?(_ feature: JSONObject) {
    guard case .object(let properties)? = feature["properties"],
      let id = properties.text("felt:id") ?? feature.text("id")
    else { return nil }
    self.id = id
    (text, name) = (properties.text("text"), properties.text("name"))
    geometry = if case .object(let geometry)? = feature["geometry"] { geometry.text("type") } else { nil }
  }
}
