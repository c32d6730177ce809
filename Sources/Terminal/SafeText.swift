/// Text from elsewhere, made safe for a terminal: what could move the cursor, write the clipboard or change the order
/// of letters is shown as `\u001b`.
package enum SafeText {
  /// The text with its dangerous characters written as escapes.
  ///
  /// - Parameter keepsLines: whether line breaks and tabs stay as they are.
  package static func of(_ text: String, keepsLines: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: { isEscaped($0, keepsLines) }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 2)
    for scalar in text.unicodeScalars {
      if isEscaped(scalar, keepsLines) {
        for unit in scalar.utf16 { appendEscape(unit, to: &result) }
      } else {
        result.append(contentsOf: scalar.utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The beginning of a text that may have any length, with `…` for the rest.
  ///
  /// - Parameter limit: the most code points that are kept.
  package static func short(_ text: String, to limit: Int = 2000) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(text[..<end]) + "…"
  }

  private static func isEscaped(_ scalar: Unicode.Scalar, _ keepsLines: Bool) -> Bool {
    let isLayout = scalar == "\n" || scalar == "\t"
    return DangerousCharacters.contains(scalar.value) && !(isLayout && keepsLines)
  }

  private static func appendEscape(_ unit: UInt16, to result: inout [UInt8]) {
    result += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
      result.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
