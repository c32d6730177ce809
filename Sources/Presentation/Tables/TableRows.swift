package import JSONText

/// The rows that a value is shown as in a table.
package enum TableRows {
  /// A list's elements, those of `{"data": […]}`, GeoJSON's features, or the value itself.
  package static func of(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): return isFeature(elements.first) ? features(elements) : elements
    case .object(let object):
      if case .array(let elements)? = object["features"], object["type"] == .string("FeatureCollection") {
        return features(elements)
      }
      if isFeature(value) { return features([value]) }
      let lists = object.members.filter { if case .array = $0.value { true } else { false } }
      if let data = object["data"], case .array(let elements) = data { return elements }
      if object.members.count <= 3, lists.count == 1, case .array(let elements)? = lists.first?.value {
        return elements
      }
      return [value]
    case .null, .bool, .number, .string: return [value]
    }
  }

  // MARK: - GeoJSON

  private static let coordinateNames = ["longitude", "latitude"]

  private static func isFeature(_ value: JSONValue?) -> Bool {
    if case .object(let object)? = value { object["type"] == .string("Feature") } else { false }
  }

  /// Features as flat objects: the id, the geometry's type, where a point is, and the properties.
  private static func features(_ values: [JSONValue]) -> [JSONValue] {
    let objects = values.compactMap { value in if case .object(let object) = value { object } else { nil } }
    let hasPoints = objects.contains { coordinates(of: $0) != nil }
    // Where the properties say it already, nothing is added to them.
    let isSaid = objects.contains { object in
      if case .object(let properties)? = object["properties"] {
        coordinateNames.contains { properties[$0] != nil }
      } else {
        false
      }
    }
    return values.map { row(of: $0, hasCoordinates: hasPoints && !isSaid) }
  }

  private static func row(of feature: JSONValue, hasCoordinates: Bool) -> JSONValue {
    guard case .object(let object) = feature else { return feature }
    var members: [(String, JSONValue)] = []
    if let id = object["id"] { members.append(("id", id)) }
    if case .object(let geometry)? = object["geometry"], let type = geometry["type"] {
      members.append(("geometry", type))
    }
    if hasCoordinates {
      let values = coordinates(of: object) ?? [.null, .null]
      members += zip(coordinateNames, values).map { ($0, $1) }
    }
    if case .object(let properties)? = object["properties"] {
      members += properties.members.map { ($0.name, $0.value) }
    }
    return .object(JSONObject(members))
  }

  /// Longitude and latitude of a point, with the server's digits; nil for any other geometry. Source: RFC 7946, 3.1.1.
  private static func coordinates(of feature: JSONObject) -> [JSONValue]? {
    guard case .object(let geometry)? = feature["geometry"], geometry["type"] == .string("Point"),
      case .array(let position)? = geometry["coordinates"], position.count >= 2
    else { return nil }
    return Array(position.prefix(2))
  }
}
