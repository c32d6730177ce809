internal import JSONText

/// Geographic coordinates, in degrees. Source: RFC 7946, section 4 (WGS 84).
enum Coordinates {
  /// Rejects coordinates and zoom levels that are out of range.
  static func check(_ fields: JSONObject, latitude: String, longitude: String) throws(SandboxError) {
    try check(fields, latitude, -90...90)
    try check(fields, longitude, -180...180)
    try check(fields, "zoom", 0...24)
  }

  private static func check(
    _ fields: JSONObject, _ name: String, _ range: ClosedRange<Double>
  ) throws(SandboxError) {
    guard let value = fields[name], value != .null else { return }
    guard let number = value.number, range.contains(number) else {
      throw .invalid("/\(name)", "\(name) must be a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)).")
    }
  }
}
