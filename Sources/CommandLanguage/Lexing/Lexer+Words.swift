extension Lexer {
  /// Reads a word: bare text, quotes, variables, JSON.
  mutating func word() throws(SyntaxError) -> Word {
    let start = position
    if let raw = try rawWord() { return raw }
    var parts: [Word.Part] = []
    var bareStart = position
    var open: [(close: UInt8, at: Int)] = []

    func endBare(_ lexer: Lexer) {
      if lexer.position > bareStart {
        parts.append(Word.Part(.bare(lexer.text(bareStart..<lexer.position)), bareStart..<lexer.position))
      }
    }
    reading: while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if open.isEmpty { break reading }
        position += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        endBare(self)
        parts += try byte == UInt8(ascii: "'") ? singleQuoted() : doubleQuoted()
        bareStart = position
      case UInt8(ascii: "\\"):
        endBare(self)
        parts += try escape()
        bareStart = position
      case UInt8(ascii: "$"):
        let dollar = position
        guard let reference = try variable() else {
          position += 1
          continue
        }
        let end = position
        position = dollar
        endBare(self)
        position = end
        parts.append(Word.Part(.variable(reference), dollar..<end))
        bareStart = position
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if bytes[bareStart..<position].suffix(2).elementsEqual(":=".utf8) {
          endBare(self)
          parts.append(try balanced(.raw))
          bareStart = position
        } else {
          open.append((byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}"), position))
          position += 1
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open.last?.close == byte { open.removeLast() }
        position += 1
      case 0..<0x20, 0x7F:
        throw SyntaxError(.controlCharacter(byte), at: position..<position + 1)
      default:
        position += 1
      }
    }
    if let bracket = open.last {
      let (open, close) = (text(bracket.at..<bracket.at + 1), String(UnicodeScalar(bracket.close)))
      throw SyntaxError(
        .unclosedBracket(open: open, close: close), at: bracket.at..<bracket.at + 1, open: .bracket(open))
    }
    endBare(self)
    return Word(parts, start..<position)
  }

  /// JSON or JSONPath that begins here, kept as it is.
  private mutating func rawWord() throws(SyntaxError) -> Word? {
    let start = position
    switch current {
    case UInt8(ascii: "{"):
      return try json()
    case UInt8(ascii: "c") where comparesValues && bytes[position...].starts(with: "count(".utf8):
      break
    case UInt8(ascii: "["):
      return startsKeyPath ? nil : try json()
    case UInt8(ascii: "$"):
      let next = peek(1)
      let isPath = next == UInt8(ascii: ".") || next == UInt8(ascii: "[") || next.map(\.isBlank) ?? true
      guard isPath else { return nil }
    case UInt8(ascii: "."):
      guard let next = peek(1), next.isIdentifierStart || "[.*".utf8.contains(next), peek(2) != UInt8(ascii: "/"),
        !(next == UInt8(ascii: ".") && (peek(2).map(\.isBlank) ?? true))
      else { return nil }
    default:
      return nil
    }
    return Word([try balanced(.jsonPath)], start..<position)
  }

  private mutating func json() throws(SyntaxError) -> Word {
    let start = position
    let part = try balanced(.raw)
    if let byte = current, !byte.isBlank {
      throw SyntaxError(.textAfterJSON, at: position..<position + 1)
    }
    return Word([part], start..<position)
  }

  /// Whether the bracket here begins a key such as `[0][name]=` or `[]=`.
  private var startsKeyPath: Bool {
    var distance = 1
    while let byte = peek(distance), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { distance += 1 }
    guard peek(distance) == UInt8(ascii: "]"), let next = peek(distance + 1) else { return false }
    return "[=:".utf8.contains(next)
  }

  private enum Balance { case raw, jsonPath }

  /// Reads to the bracket that closes the one here (JSON), or to the next space outside brackets (JSONPath).
  private mutating func balanced(_ kind: Balance) throws(SyntaxError) -> Word.Part {
    let start = position
    var depth = 0
    var outermost = start
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\"") where depth > 0, UInt8(ascii: "'") where kind == .jsonPath && depth > 0:
        try skipString(byte)
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
        if byte != UInt8(ascii: "(") || kind == .jsonPath {
          if depth == 0 { outermost = position }
          depth += 1
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ")"):
        if byte != UInt8(ascii: ")") || kind == .jsonPath { depth -= 1 }
        if kind == .raw && depth == 0 {
          position += 1
          return Word.Part(.raw(text(start..<position)), start..<position)
        }
      case _ where byte.isBlank && depth <= 0:
        return Word.Part(.raw(text(start..<position)), start..<position)
      default:
        break
      }
      position += 1
    }
    if depth > 0 {
      let open = text(outermost..<outermost + 1)
      let close = ["[": "]", "{": "}"][open] ?? ")"
      throw SyntaxError(
        .unclosedBracket(open: open, close: close), at: outermost..<outermost + 1, open: .bracket(open))
    }
    return Word.Part(.raw(text(start..<position)), start..<position)
  }

  private mutating func skipString(_ quote: UInt8) throws(SyntaxError) {
    let start = position
    position += 1
    while let byte = current {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return }
    }
    position = bytes.count
    let mark = String(UnicodeScalar(quote))
    throw SyntaxError(.unclosedQuote(mark), at: start..<start + 1, open: .quote(mark))
  }
}
