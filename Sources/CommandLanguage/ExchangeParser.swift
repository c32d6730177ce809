internal import HTTPTypes

/// Reads `export` and `import`.
enum ExchangeParser {
  static let export: SessionCommandParser.Parse = { cursor throws(SyntaxError) in
    let format = try cursor.word("a format", advice: "one of curl, python, httpie, hurl")
    let name = Located(format.text ?? "", format.range)
    guard let verb = cursor.nextWord() else { return .export(format: name, nil) }
    guard let requestVerb = CommandParser.verb(verb) else {
      throw SyntaxError("this is no request", at: verb.range, advice: "as in export curl get /user")
    }
    return .export(format: name, try RequestParser.parse(requestVerb, at: verb.range, &cursor))
  }

  /// Whether the command that begins at `start` is `import`, whose text is a system shell's and not ours.
  static func isImport(_ bytes: [UInt8], from start: Int) -> Bool {
    let rest = bytes[start...].drop(while: \.isBlank)
    return rest.starts(with: "import".utf8) && rest.dropFirst(6).first.map(\.isBlank) ?? true
  }

  /// Cuts out the curl command: up to the line's end, quotes and continued lines heeded.
  static func importCommand(
    _ bytes: [UInt8], from start: Int
  ) throws(SyntaxError) -> (command: Command, end: Int) {
    let word = bytes[start...].drop(while: \.isBlank).startIndex
    let textStart = bytes[(word + 6)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.startIndex
    var position = textStart
    var quote: (byte: UInt8, at: Int)?
    reading: while position < bytes.count {
      let byte = bytes[position]
      switch (byte, quote?.byte) {
      case (UInt8(ascii: "\n"), nil): break reading
      case (UInt8(ascii: "\\"), nil), (UInt8(ascii: "\\"), UInt8(ascii: "\"")): position += 1
      case (UInt8(ascii: "'"), nil), (UInt8(ascii: "\""), nil): quote = (byte, position)
      case (let close, let open) where close == open: quote = nil
      default: break
      }
      position += 1
    }
    if let quote {
      throw SyntaxError("this quote is not closed", at: quote.at..<quote.at + 1, isUnfinished: true)
    }
    if position > bytes.count {
      throw SyntaxError("there is nothing after the backslash", at: bytes.count - 1..<bytes.count, isUnfinished: true)
    }
    let text = String(decoding: bytes[textStart..<position], as: UTF8.self).trimmed
    guard text.drop(while: { $0 == "'" || $0 == "\"" }).hasPrefix("curl") else {
      throw SyntaxError(
        "a curl command is missing here", at: textStart..<position, advice: "paste one: import curl -X POST …")
    }
    return (Command(action: .importCurl(Located(text, textStart..<position))), min(position + 1, bytes.count))
  }
}
