package import JSONText

/// Values as Python writes them. Source: The Python Language Reference, "Literals".
package enum PythonLiteral {
  /// A JSON value as a Python value over several lines.
  ///
  /// - Returns: nil where Python would change what the JSON says: numbers that a float or its usual spelling does not
  ///   hold, and names that occur twice.
  package static func text(of value: JSONValue, indentation: Int, depth: Int = 0) -> String? {
    let outer = String(repeating: " ", count: indentation + depth * 4)
    guard depth < 50 else { return nil }
    switch value {
    case .null: return "None"
    case .bool(let isTrue): return isTrue ? "True" : "False"
    case .number(let number): return isPlain(number.text) ? number.text : nil
    case .string(let text): return string(text)
    case .array(let elements):
      let items = elements.map { text(of: $0, indentation: indentation, depth: depth + 1) }
      return block(items, "[", "]", outer)
    case .object(let object):
      guard Set(object.members.map { Array($0.name.utf8) }).count == object.members.count else { return nil }
      let items = object.members.map { member in
        text(of: member.value, indentation: indentation, depth: depth + 1).map { "\(string(member.name)): \($0)" }
      }
      return block(items, "{", "}", outer)
    }
  }

  private static func block(_ items: [String?], _ open: String, _ close: String, _ outer: String) -> String? {
    var result = open + "\n"
    for item in items {
      guard let item else { return nil }
      result += outer + "    " + item + ",\n"
    }
    return items.isEmpty ? open + close : result + outer + close
  }

  /// Whether Python's `json` prints the number as it was written.
  private static func isPlain(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard text != "-0", digits.utf8.count <= 15, !digits.contains(where: "eE".contains) else { return false }
    let parts = digits.split(separator: ".")
    guard let fraction = parts.dropFirst().first else { return true }
    // Below 0.0001, Python writes an exponent.
    return (!fraction.hasSuffix("0") || fraction == "0") && (parts.first != "0" || !fraction.hasPrefix("0000"))
  }

  /// A text as a Python string in double quotes.
  package static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      // What would look like another text, or like another line.
      case "\u{80}"..."\u{9F}", "\u{200E}"..."\u{200F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}":
        result += UnicodeEscape.text(scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
