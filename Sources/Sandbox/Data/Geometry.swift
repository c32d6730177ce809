internal import JSONText

/// GeoJSON geometries. Source: RFC 7946, section 3.1.
enum Geometry {
  /// Why a geometry is not valid.
  struct Problem {
    /// A JSON pointer into the geometry.
    var pointer: String
    let detail: String
  }

  static let types: Set<String> = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
  ]
  private static let depthLimit = 8

  /// The first problem of a geometry; nil when it is valid.
  static func problem(_ value: JSONValue, depth: Int = 0) -> Problem? {
    guard let geometry = value.object else { return Problem(pointer: "", detail: "A geometry must be an object.") }
    guard let type = geometry.text("type"), types.contains(type) else {
      return Problem(
        pointer: "/type", detail: "A geometry's type must be one of \(types.sorted().joined(separator: ", ")).")
    }
    if type == "GeometryCollection" { return problem(inCollection: geometry, depth) }
    guard let coordinates = geometry["coordinates"] else {
      return Problem(pointer: "/coordinates", detail: "A \(type) needs coordinates.")
    }
    return problem(coordinates, of: type, at: "/coordinates")
  }

  private static func problem(inCollection geometry: JSONObject, _ depth: Int) -> Problem? {
    guard depth < depthLimit else {
      return Problem(pointer: "/geometries", detail: "The collections are nested too deeply.")
    }
    guard let members = geometry["geometries"]?.array else {
      return Problem(pointer: "/geometries", detail: "A GeometryCollection needs a list of geometries.")
    }
    for (index, member) in members.enumerated() {
      guard var problem = problem(member, depth: depth + 1) else { continue }
      problem.pointer = "/geometries/\(index)" + problem.pointer
      return problem
    }
    return nil
  }

  private static func problem(_ value: JSONValue, of type: String, at pointer: String) -> Problem? {
    switch type {
    case "Point": return position(value, pointer)
    case "MultiPoint": return each(value, pointer, atLeast: 0, position)
    case "LineString": return each(value, pointer, atLeast: 2, position)
    case "MultiLineString": return each(value, pointer, atLeast: 0) { each($0, $1, atLeast: 2, position) }
    case "Polygon": return each(value, pointer, atLeast: 0, ring)
    default: return each(value, pointer, atLeast: 0) { each($0, $1, atLeast: 0, ring) }
    }
  }

  private static func each(
    _ value: JSONValue, _ pointer: String, atLeast count: Int, _ check: (JSONValue, String) -> Problem?
  ) -> Problem? {
    guard let elements = value.array else { return Problem(pointer: pointer, detail: "A list is expected here.") }
    guard elements.count >= count else {
      return Problem(pointer: pointer, detail: "At least \(count) positions are expected here.")
    }
    for (index, element) in elements.enumerated() {
      if let problem = check(element, "\(pointer)/\(index)") { return problem }
    }
    return nil
  }

  private static func ring(_ value: JSONValue, _ pointer: String) -> Problem? {
    if let problem = each(value, pointer, atLeast: 4, position) { return problem }
    guard let first = value.array?.first, let last = value.array?.last, first.isEqual(to: last) else {
      return Problem(pointer: pointer, detail: "A ring must end where it begins.")
    }
    return nil
  }

  private static func position(_ value: JSONValue, _ pointer: String) -> Problem? {
    guard let numbers = value.array, (2...4).contains(numbers.count), numbers.allSatisfy({ $0.number != nil }) else {
      return Problem(pointer: pointer, detail: "A position must be a longitude and a latitude.")
    }
    return nil
  }

  /// Felt's name of a layer's geometry type; nil for none.
  static func layerType(_ geometry: JSONValue) -> String? {
    switch geometry.object?.text("type") {
    case "Point", "MultiPoint": "Point"
    case "LineString", "MultiLineString": "Line"
    case "Polygon", "MultiPolygon": "Polygon"
    default: nil
    }
  }
}
