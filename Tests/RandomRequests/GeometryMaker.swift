package import JSONText
package import TestSupport

/// Makes GeoJSON geometries of every type.
package enum GeometryMaker {
  package static func geometry(_ random: inout SeededRandom, depth: Int = 0) -> JSONValue {
    let types = [
      "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
    ]
    let type = random.one(of: depth > 2 ? Array(types.dropLast()) : types)
    let line = (0..<4).map { _ in position(&random) }
    let ring = JSONValue.array(line + line.prefix(1))
    let coordinates: JSONValue =
      switch type {
      case "Point": line[0]
      case "MultiPoint", "LineString": .array(line)
      case "MultiLineString": .array([.array(line), .array(line)])
      case "Polygon": .array([ring])
      default: .array([.array([ring])])
      }
    if type == "GeometryCollection" {
      let members = (0..<Int.random(in: 0...2, using: &random)).map { _ in geometry(&random, depth: depth + 1) }
      return .object(JSONObject([("type", .string(type)), ("geometries", .array(members))]))
    }
    return .object(JSONObject([("type", .string(type)), ("coordinates", coordinates)]))
  }

  private static func position(_ random: inout SeededRandom) -> JSONValue {
    .array([180.0, 90.0].map { JSONValue((Double.random(in: -$0...$0, using: &random) * 100).rounded() / 100) })
  }
}
