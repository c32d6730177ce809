internal import JSONText

/// Small data sets for the seeded maps.
enum SeedData {
  static func feature(_ geometry: JSONObject, _ properties: JSONObject) -> JSONValue {
    .object(["type": .string("Feature"), "geometry": .object(geometry), "properties": .object(properties)])
  }

  static func file(_ name: String, _ features: [JSONValue]) -> DataFile? {
    let collection: JSONObject = ["type": .string("FeatureCollection"), "features": .array(features)]
    return DataFile(name: name + ".geojson", bytes: JSONValue.object(collection).serialized())
  }

  /// A file of points, each with a name, a longitude, a latitude and further values.
  static func points(_ name: String, _ points: [(String, Double, Double, [String: JSONValue])]) -> DataFile? {
    file(
      name,
      points.map { text, longitude, latitude, values in
        let geometry: JSONObject = [
          "type": .string("Point"),
          "coordinates": .array([SampleData.degrees(longitude), SampleData.degrees(latitude)]),
        ]
        var properties: JSONObject = ["name": .string(text)]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) { properties[name] = value }
        return feature(geometry, properties)
      })
  }

  /// A winding line to the north.
  static func line(_ start: (Double, Double), steps: Int) -> JSONObject {
    let bends = [0, 0.002, 0.001, -0.001]
    let places = (0...steps).map { (start.0 + bends[$0 % bends.count], start.1 + Double($0) * 0.002) }
    return ["type": .string("LineString"), "coordinates": SampleData.positions(places)]
  }

  /// An octagon.
  static func polygon(around center: (Double, Double), radius: Double) -> JSONObject {
    let slant = 0.7071
    let corners = [
      (1, 0), (slant, slant), (0, 1), (-slant, slant), (-1, 0), (-slant, -slant), (0, -1), (slant, -slant), (1, 0),
    ]
    let ring = corners.map { (center.0 + $0.0 * radius, center.1 + $0.1 * radius) }
    return ["type": .string("Polygon"), "coordinates": .array([SampleData.positions(ring)])]
  }
}
