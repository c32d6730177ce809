internal import CommandLanguage
internal import JSONText
internal import Terminal

/// The colours that a layer's style names. Source: Felt Style Language, CSS Color Module Level 4.
enum StyleColors {
  /// A colour, and how it was written.
  struct Named: Hashable {
    let text: String
    let value: RGB
  }

  /// The colours in a style, each once, in the order in which they stand.
  static func all(in style: JSONValue) -> [Named] {
    var result: [Named] = []
    collect(style, &result)
    return result
  }

  private static func collect(_ value: JSONValue, _ result: inout [Named]) {
    switch value {
    case .string(let text):
      if let color = RGB(text), !result.contains(where: { $0.value == color }) {
        result.append(Named(text: text, value: color))
      }
    case .array(let elements): for element in elements { collect(element, &result) }
    case .object(let object): for member in object.members { collect(member.value, &result) }
    case .null, .bool, .number: break
    }
  }
}

extension RGB {
  /// Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.5)`; what is seen through is
  /// left out.
  init?(_ text: String) {
    let text = text.trimmed.lowercased()
    if text.hasPrefix("#") {
      let digits = text.utf8.dropFirst().compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
      guard digits.count == text.utf8.count - 1 else { return nil }
      switch digits.count {
      case 3, 4: self.init(red: digits[0] * 17, green: digits[1] * 17, blue: digits[2] * 17)
      case 6, 8:
        self.init(red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3], blue: digits[4] * 16 + digits[5])
      default: return nil
      }
      return
    }
    guard text.hasPrefix("rgb"), let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
    let parts = text[text.index(after: open)...].dropLast().split { $0 == "," || $0 == " " || $0 == "/" }
    let numbers = parts.prefix(3).compactMap { UInt8($0) }
    guard numbers.count == 3 else { return nil }
    self.init(red: numbers[0], green: numbers[1], blue: numbers[2])
  }
}
