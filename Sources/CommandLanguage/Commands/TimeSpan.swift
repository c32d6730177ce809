/// Reads how long something takes.
package enum TimeSpan {
  private static let longest = 7 * 86_400.0
  private static let units: [(name: String, factor: Double)] = [
    ("ms", 0.001), ("s", 1.0), ("m", 60.0), ("min", 60.0), ("h", 3600.0), ("", 1.0),
  ]

  /// A time such as `500ms`, `30s`, `10m` or `1h`, in seconds; a number alone is seconds. A week is the most.
  package static func seconds(_ text: String, at range: SourceRange) throws(SyntaxError) -> Double {
    guard let value = seconds(text, units: units), value > 0, value <= longest else {
      throw SyntaxError(.malformedTime(text), at: range)
    }
    return value
  }

  /// The pause between attempts, such as `500ms`, `2s` or `1m`, in seconds; nil for anything else, and for more than a
  /// day.
  package static func pause(_ text: String) -> Double? {
    guard let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
      let seconds = seconds(text, units: [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]), seconds <= 86_400
    else { return nil }
    return seconds
  }

  /// How long a request took, as expectations have it: `500ms`, `2s`, or a number of seconds; nil for anything else.
  package static func duration(_ text: String) -> Double? {
    seconds(text, units: [("ms", 0.001), ("s", 1), ("", 1)])
  }

  /// A number with one of these units behind it, in seconds; nil for anything else. A unit stands behind those that end
  /// as it does.
  private static func seconds(_ text: String, units: [(name: String, factor: Double)]) -> Double? {
    for unit in units where text.hasSuffix(unit.name) {
      if let number = Double(text.dropLast(unit.name.utf8.count)) { return number * unit.factor }
    }
    return nil
  }
}
