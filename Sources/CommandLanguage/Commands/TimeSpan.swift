/// Reads how long something takes.
package enum TimeSpan {
  private static let longest = 7 * 86_400.0
  private static let units = [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("min", 60.0), ("h", 3600.0), ("", 1.0)]

  /// A time such as `500ms`, `30s`, `10m` or `1h`, in seconds; a number alone is seconds. A week is the most.
  package static func seconds(_ text: String, at range: SourceRange) throws(SyntaxError) -> Double {
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Double(text.dropLast(unit.utf8.count)), number > 0, number * factor <= longest else {
        continue
      }
      return number * factor
    }
    throw SyntaxError(.malformedTime(text), at: range)
  }
}
