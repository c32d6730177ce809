/// Writes words so that reading them gives the same words.
extension Word {
  /// The word as it can be typed.
  package var printed: String {
    if parts.isEmpty { return "" }
    return parts.indices.map { index in
      let next = index + 1 < parts.count ? parts[index + 1] : nil
      switch parts[index].kind {
      case .bare(let text), .raw(let text): return text
      case .quoted(let text): return Self.quote(text)
      case .variable(let reference): return Self.print(reference, before: next)
      }
    }.joined()
  }

  /// A word that means a text, quoted only if it must be.
  package static func meaning(_ text: String) -> Word {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte.isIdentifierByte || byte >= 0x80 || "-./,@%+".utf8.contains(byte)
      }
    let startsPlain = !text.begins(with: "-") && !text.begins(with: ".") && !text.begins(with: "@")
    return Word([Part(isPlain && startsPlain ? .bare(text) : .quoted(text), 0..<0)], 0..<0)
  }

  /// A text in quotes: single ones where they are enough.
  package static func quote(_ text: String) -> String {
    let needsEscapes = text.unicodeScalars.contains { $0 == "'" || $0.value < 0x20 || $0.value == 0x7F }
    if !needsEscapes {
      let hasMeaning = text.utf8.contains { "\\$`\"".utf8.contains($0) }
      return hasMeaning ? "'\(text)'" : "\"\(text)\""
    }
    return doubleQuote(text)
  }

  /// A text in double quotes, whatever is in it.
  package static func doubleQuote(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\", "$", "`": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func print(_ reference: VariableReference, before next: Part?) -> String {
    if let text = reference.defaultText { return "${\(reference.name)\(reference.query):-\(text)}" }
    if case .bare(let text)? = next?.kind, let first = text.utf8.first,
      first.isIdentifierByte || first == UInt8(ascii: ".") || first == UInt8(ascii: "[")
    {
      return "${\(reference.name)\(reference.query)}"
    }
    return "$\(reference.name)\(reference.query)"
  }
}
