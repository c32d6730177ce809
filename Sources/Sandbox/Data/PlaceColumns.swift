internal import JSONText

/// The columns of a table that contain coordinates.
struct PlaceColumns: Sendable, Hashable {
  let latitude: String
  let longitude: String

  init(latitude: String, longitude: String) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The columns that an upload's hints name. Source: Felt, UploadHint, "lat" and "lng".
  init?(hints: [JSONValue]) {
    for hint in hints {
      guard let names = hint.object?.object("attributes"), let latitude = names.text("lat"),
        let longitude = names.text("lng")
      else { continue }
      self.init(latitude: latitude, longitude: longitude)
      return
    }
    return nil
  }

  /// Recognises the columns by their usual names.
  init?(among columns: [String]) {
    let find = { (names: [String]) in names.lazy.compactMap { name in columns.first { $0.lowercased() == name } }.first
    }
    guard let latitude = find(["latitude", "lat", "y"]),
      let longitude = find(["longitude", "lng", "lon", "long", "x"])
    else { return nil }
    self.init(latitude: latitude, longitude: longitude)
  }
}
