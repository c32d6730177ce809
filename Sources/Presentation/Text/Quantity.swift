/// Numbers as people read them.
package enum Quantity {
  /// A time span given in seconds.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
    if seconds < 0.001 { return "\(Int(seconds * 1e6)) µs" }
    if seconds < 1 { return "\(Int(seconds * 1e3)) ms" }
    let tenths = Int(seconds * 10)
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// How many there are of a thing.
  package static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  /// A size given in bytes.
  package static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    var value = Double(bytes)
    var unit = ""
    for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
      value /= 1000
      unit = next
    }
    let tenths = Int(value * 10)
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }
}
