/// A character as JSON and Python write it in ASCII: `\u009b`.
package enum UnicodeEscape {
  /// - Parameter value: of the Basic Multilingual Plane.
  package static func text(_ value: some BinaryInteger) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
