internal import JSONText
internal import Platform

extension FeatureTable {
  /// The rows as a GeoJSON feature collection.
  var geoJSON: [UInt8] { Self.geoJSON(rows) }

  /// Rows as a GeoJSON feature collection.
  static func geoJSON(_ rows: [Row]) -> [UInt8] {
    let features = rows.map { row -> JSONValue in
      .object(["type": .string("Feature"), "geometry": row.geometry, "properties": .object(row.values)])
    }
    return JSONValue.object(["type": .string("FeatureCollection"), "features": .array(features)]).serialized()
  }

  /// The rows as CSV. Points are written to two columns for longitude and latitude, other geometries as well-known
  /// text.
  var csv: [UInt8] {
    let hasPlaces = rows.contains { $0.geometry != .null }
    let isPoints = rows.allSatisfy { $0.geometry == .null || $0.geometry.object?.text("type") == "Point" }
    let isNew = { (name: String) in !columns.contains { $0.lowercased() == name } }
    let points = hasPlaces && isPoints && PlaceColumns(among: columns) == nil
    let texts = hasPlaces && !isPoints && isNew("wkt")
    var table = [columns + (points ? ["longitude", "latitude"] : texts ? ["wkt"] : [])]
    for row in rows {
      // A dictionary, so that the time doesn't grow with the square of the number of columns.
      let values = Dictionary(row.values.members.map { ($0.name, $0.value) }) { $1 }
      var fields = columns.map { Self.field(values[$0] ?? .null) }
      let coordinates = row.geometry.object?.array("coordinates") ?? []
      if points { fields += [0, 1].map { coordinates.indices.contains($0) ? Self.field(coordinates[$0]) : "" } }
      if texts { fields.append(row.geometry == .null ? "" : WellKnownText.text(row.geometry)) }
      table.append(fields)
    }
    return Array(CSV.text(table).utf8)
  }

  private static func field(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    default: String(decoding: value.serialized(), as: UTF8.self)
    }
  }
}

/// Geometries as text. Source: OGC 06-103r4, section 7.
enum WellKnownText {
  /// - Parameter geometry: a valid GeoJSON geometry.
  static func text(_ geometry: JSONValue) -> String {
    guard let object = geometry.object, let type = object.text("type") else { return "" }
    if type == "GeometryCollection" {
      let members = object.array("geometries").map(text)
      return members.isEmpty ? "GEOMETRYCOLLECTION EMPTY" : "GEOMETRYCOLLECTION (\(members.joined(separator: ", ")))"
    }
    let coordinates = object.array("coordinates")
    if coordinates.isEmpty { return type.uppercased() + " EMPTY" }
    return type.uppercased() + " " + (type == "Point" ? "(\(position(coordinates)))" : list(coordinates, type))
  }

  /// A list of positions, or of such lists.
  private static func list(_ coordinates: [JSONValue], _ type: String) -> String {
    let parts = coordinates.map { element -> String in
      let inner = element.array ?? []
      if inner.first?.array != nil { return list(inner, type) }
      return type == "MultiPoint" ? "(\(position(inner)))" : position(inner)
    }
    return "(\(parts.joined(separator: ", ")))"
  }

  private static func position(_ numbers: [JSONValue]) -> String {
    numbers.prefix(2).map { String(decoding: $0.serialized(), as: UTF8.self) }.joined(separator: " ")
  }
}
