internal import JSONText
internal import Platform

/// The features of a GeoJSON file or of a table.
struct FeatureTable: Sendable {
  struct Row: Sendable {
    var values: JSONObject
    /// A GeoJSON geometry, or null.
    var geometry: JSONValue
  }

  /// The maximum size of a file that is parsed, in bytes.
  static let byteLimit = 1 << 24

  /// The names of the attributes, in the order in which they first appear.
  private(set) var columns: [String] = []
  private(set) var rows: [Row] = []

  init?(_ bytes: [UInt8], _ format: DataFile.Format, _ placeColumns: PlaceColumns?) {
    switch format {
    case .geoJSON:
      guard let features = Self.features(bytes) else { return nil }
      rows = features.map { Row(values: $0.object("properties") ?? JSONObject(), geometry: $0.value("geometry")) }
      var seen: Set<String> = []
      columns = rows.flatMap { $0.values.members.map(\.name) }.filter { seen.insert($0).inserted }
    case .csv:
      guard let table = CSV.rows(bytes), let header = table.first else { return nil }
      columns = header
      let places = placeColumns ?? PlaceColumns(among: header)
      rows = table.dropFirst().map { Self.row($0, columns: header, places) }
    case .opaque: return nil
    }
  }

  /// The features of a GeoJSON text, which may be a collection, a feature or a geometry; nil when it is malformed.
  /// Source: RFC 7946, section 3.
  private static func features(_ bytes: [UInt8]) -> [JSONObject]? {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let top = (try? JSONValue(parsing: text))?.object else { return nil }
    let features: [JSONObject]
    switch top.text("type") {
    case "FeatureCollection":
      guard let elements = top["features"]?.array else { return nil }
      features = elements.compactMap(\.object)
      if features.count != elements.count { return nil }
    case "Feature": features = [top]
    case let type? where Geometry.types.contains(type): features = [["geometry": .object(top)]]
    default: return nil
    }
    let isSound = features.allSatisfy { feature in
      feature.value("geometry") == .null || Geometry.problem(feature.value("geometry")) == nil
    }
    return isSound ? features : nil
  }

  private static func row(_ fields: [String], columns: [String], _ places: PlaceColumns?) -> Row {
    var values = JSONObject()
    for (column, field) in zip(columns, fields) { values.members.append(.init(name: column, value: value(field))) }
    guard let places, let latitude = values.number(places.latitude), let longitude = values.number(places.longitude),
      (-90...90).contains(latitude), (-180...180).contains(longitude)
    else { return Row(values: values, geometry: .null) }
    let coordinates = JSONValue.array([values.value(places.longitude), values.value(places.latitude)])
    return Row(values: values, geometry: .object(["type": .string("Point"), "coordinates": coordinates]))
  }

  /// A field of a table: a number where it is a JSON number, otherwise a text.
  private static func value(_ field: String) -> JSONValue {
    if field.isEmpty { return .null }
    let isNumeric = field.utf8.first.map { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } ?? false
    if isNumeric, field.utf8.count < 64, let value = try? JSONValue(parsing: Array(field.utf8)), value.number != nil {
      return value
    }
    return .string(field)
  }

  /// Removes the rows that a filter doesn't match.
  mutating func keep(_ filter: FeatureFilter) {
    rows.removeAll { !filter.matches($0.values) }
  }

  /// The rows of each kind of geometry, in the order in which the kinds first appear. Rows without a geometry, and
  /// collections of geometries, are among those of the first kind.
  var rowsByGeometry: [(type: String, rows: [Row])] {
    var result: [(type: String, rows: [Row])] = []
    var positions: [String: Int] = [:]
    var others: [Row] = []
    for row in rows {
      guard let type = Geometry.layerType(row.geometry) else {
        others.append(row)
        continue
      }
      if let position = positions[type] {
        result[position].rows.append(row)
      } else {
        positions[type] = result.count
        result.append((type, [row]))
      }
    }
    if !result.isEmpty { result[0].rows += others }
    return result
  }

  /// What Felt shows of the data.
  var summary: DataFile.Summary {
    var counts: [String: Int] = [:]
    for row in rows {
      if let type = Geometry.layerType(row.geometry) { counts[type, default: 0] += 1 }
    }
    let most = counts.values.max()
    return DataFile.Summary(
      geometryType: counts.filter { $0.value == most }.keys.min(), attributes: attributes, isSpreadsheet: counts.isEmpty
    )
  }

  private var attributes: [DataFile.Attribute] {
    var kinds: [String: Set<String>] = [:]
    for row in rows {
      for member in row.values.members {
        if let kind = Self.kind(member.value) { kinds[member.name, default: []].insert(kind) }
      }
    }
    return columns.map { column in
      let found = kinds[column] ?? []
      let type =
        found.count == 1 ? found.first : found.isSubset(of: ["INTEGER", "REAL"]) && !found.isEmpty ? "REAL" : nil
      return DataFile.Attribute(name: column, type: type ?? "TEXT")
    }
  }

  private static func kind(_ value: JSONValue) -> String? {
    switch value {
    case .null: nil
    case .bool: "BOOLEAN"
    case .number(let number):
      number.text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } ? "INTEGER" : "REAL"
    case .string(let text): Timestamp.isDate(text) ? "DATE" : "TEXT"
    case .array, .object: "TEXT"
    }
  }
}
