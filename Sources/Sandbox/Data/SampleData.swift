internal import JSONText

/// Made-up data for sources and library layers.
enum SampleData {
  /// Four features in a row.
  ///
  /// - Parameter geometry: `point`, `line`, `polygon`, `raster` or `none`.
  static func file(_ name: String, geometry: String) -> DataFile? {
    if geometry == "raster" {
      // The header of a TIFF without an image. Source: TIFF 6.0, section 2.
      return DataFile(name: "\(name).tif", bytes: Array("II*\0".utf8) + [8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    }
    let features = (1...4).map { index -> JSONValue in
      let corner = (-122.5 + Double(index) * 0.02, 37.75)
      return .object([
        "type": .string("Feature"), "geometry": shape(geometry, corner),
        "properties": .object(["name": .string("\(name) \(index)"), "value": JSONValue(index * 10)]),
      ])
    }
    let collection: JSONObject = ["type": .string("FeatureCollection"), "features": .array(features)]
    return DataFile(name: "\(name).geojson", bytes: JSONValue.object(collection).serialized())
  }

  private static func shape(_ geometry: String, _ corner: (Double, Double)) -> JSONValue {
    let (x, y) = corner
    switch geometry {
    case "point": return .object(Features.point(x, y))
    case "line":
      return .object(["type": .string("LineString"), "coordinates": positions([(x, y), (x + 0.01, y + 0.01)])])
    case "polygon":
      let ring = [(x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01), (x, y)]
      return .object(["type": .string("Polygon"), "coordinates": .array([positions(ring)])])
    default: return .null
    }
  }

  /// A list of positions in degrees, rounded to five digits.
  static func positions(_ places: [(Double, Double)]) -> JSONValue {
    .array(places.map { .array([degrees($0.0), degrees($0.1)]) })
  }

  static func degrees(_ value: Double) -> JSONValue { JSONValue((value * 1e5).rounded() / 1e5) }
}
