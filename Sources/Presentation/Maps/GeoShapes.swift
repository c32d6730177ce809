internal import Execution
internal import JSONText

/// What GeoJSON draws. Source: RFC 7946, section 3.
struct GeoShapes {
  /// A position: x is the longitude and y the latitude, in degrees.
  struct Position: Hashable {
    let x: Double
    let y: Double
  }

  enum Shape {
    case point(Position)
    case line([Position])
    /// An area: its outline, and those of its holes.
    case area([[Position]])

    var positions: [Position] {
      switch self {
      case .point(let position): [position]
      case .line(let positions): positions
      case .area(let rings): rings.flatMap { $0 }
      }
    }
  }

  private(set) var shapes: [Shape] = []
  private(set) var featureCount = 0
  /// How many features have no geometry.
  private(set) var emptyCount = 0
  /// How many geometries could not be read.
  private(set) var unreadableCount = 0
  private var checkInterruption: () throws(Failure) -> Void = {}

  /// Nothing.
  init() {}

  /// Reads a geometry, a feature, a collection of either, a list of them, or the elements of a Felt map.
  ///
  /// - Parameter checkInterruption: called now and then; what it throws ends the reading.
  /// - Returns: nil when the value is none of these.
  init?(_ value: JSONValue, checkInterruption: @escaping () throws(Failure) -> Void = {}) throws(Failure) {
    self.checkInterruption = checkInterruption
    guard try add(value) else { return nil }
  }

  mutating func add(_ value: JSONValue) throws(Failure) -> Bool {
    switch value {
    case .array(let values): return values.isEmpty ? false : try addAll(values)
    case .object(let object):
      if case .array(let features)? = object["features"] { return try addAll(features) }
      if object["type"] == .string("Feature") {
        add(feature: object["geometry"])
        return true
      }
      if case .string(let type)? = object["type"], Self.types.contains(type) {
        addGeometry(.object(object))
        return true
      }
      guard let elements = object["elements"] else { return false }
      return try add(elements)
    case .null, .bool, .number, .string: return false
    }
  }

  private mutating func addAll(_ values: [JSONValue]) throws(Failure) -> Bool {
    for value in values {
      try checkInterruption()
      guard try add(value) else { return false }
    }
    return true
  }

  /// Adds a feature with a geometry.
  mutating func add(feature geometry: JSONValue?) {
    featureCount += 1
    if let geometry, geometry != .null { addGeometry(geometry) } else { emptyCount += 1 }
  }

  /// Adds a feature whose geometry has been read.
  mutating func add(feature found: [Shape]) {
    featureCount += 1
    shapes += found
  }

  private static let types = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
  ]

  private mutating func addGeometry(_ geometry: JSONValue) {
    guard case .object(let object) = geometry, case .string(let type)? = object["type"] else {
      unreadableCount += 1
      return
    }
    if type == "GeometryCollection", case .array(let geometries)? = object["geometries"] {
      for geometry in geometries { addGeometry(geometry) }
      return
    }
    guard let found = Self.shapes(type, object["coordinates"] ?? .null) else {
      unreadableCount += 1
      return
    }
    shapes += found
  }

  private static func shapes(_ type: String, _ coordinates: JSONValue) -> [Shape]? {
    switch type {
    case "Point": position(coordinates).map { [.point($0)] }
    case "MultiPoint": list(coordinates, position)?.map { .point($0) }
    case "LineString": line(coordinates).map { [.line($0)] }
    case "MultiLineString": list(coordinates, line)?.map { .line($0) }
    case "Polygon": list(coordinates, line).map { [.area($0)] }
    case "MultiPolygon": list(coordinates) { list($0, line) }?.map { .area($0) }
    default: nil
    }
  }

  private static func line(_ value: JSONValue) -> [Position]? {
    list(value, position)
  }

  private static func position(_ value: JSONValue) -> Position? {
    guard case .array(let numbers) = value, numbers.count >= 2, case .number(let x) = numbers[0],
      case .number(let y) = numbers[1], let x = x.double, let y = y.double
    else { return nil }
    return Position(x: x, y: y)
  }

  private static func list<Element>(_ value: JSONValue, _ read: (JSONValue) -> Element?) -> [Element]? {
    guard case .array(let values) = value else { return nil }
    var result: [Element] = []
    for value in values {
      guard let element = read(value) else { return nil }
      result.append(element)
    }
    return result
  }
}
