extension Lexer {
  /// `'…'`: everything in it means itself.
  mutating func singleQuoted() throws(SyntaxError) -> [Word.Part] {
    let start = position
    position += 1
    while let byte = current, byte != UInt8(ascii: "'") { position += 1 }
    guard current != nil else {
      throw SyntaxError(.unclosedQuote("'"), at: start..<start + 1, open: .quote("'"))
    }
    position += 1
    return [Word.Part(.quoted(text(start + 1..<position - 1)), start..<position)]
  }

  /// `"…"`: variables and backslashes mean something.
  mutating func doubleQuoted() throws(SyntaxError) -> [Word.Part] {
    let start = position
    var parts: [Word.Part] = []
    var pieces: [UInt8] = []
    var pieceStart = start
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        if !pieces.isEmpty || parts.isEmpty {
          parts.append(Word.Part(.quoted(String(decoding: pieces, as: UTF8.self)), pieceStart..<position))
        }
        return parts
      case UInt8(ascii: "\\"):
        pieces += try doubleQuotedEscape()
      case UInt8(ascii: "$"):
        let dollar = position
        guard let reference = try variable() else {
          pieces.append(byte)
          position += 1
          continue
        }
        if !pieces.isEmpty || parts.isEmpty {
          parts.append(Word.Part(.quoted(String(decoding: pieces, as: UTF8.self)), pieceStart..<dollar))
        }
        parts.append(Word.Part(.variable(reference), dollar..<position))
        pieces = []
        pieceStart = position
      default:
        pieces.append(byte)
        position += 1
      }
    }
    throw SyntaxError(.unclosedQuote("\""), at: start..<start + 1, open: .quote("\""))
  }

  /// A backslash outside quotes: the next character means itself; a line break is left out.
  mutating func escape() throws(SyntaxError) -> [Word.Part] {
    let start = position
    position += 1
    if isLineBreak(at: position) {
      try continueLine(position)
      return []
    }
    guard let first = current else {
      throw SyntaxError(.danglingBackslash, at: start..<start + 1, open: .line)
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    position = min(position + length, bytes.count)
    return [Word.Part(.quoted(text(start + 1..<position)), start..<position)]
  }

  private mutating func doubleQuotedEscape() throws(SyntaxError) -> [UInt8] {
    let start = position
    position += 1
    guard let byte = current else { return [UInt8(ascii: "\\")] }
    if isLineBreak(at: position) {
      position = afterLineBreak(position)
      return []
    }
    position += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "`"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "u"):
      let digits = bytes[position..<min(position + 4, bytes.count)]
      guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else {
        throw SyntaxError(.malformedUnicodeEscape, at: start..<min(start + 6, bytes.count))
      }
      position += 4
      return Array(String(Character(scalar)).utf8)
    default:
      return [UInt8(ascii: "\\"), byte]
    }
  }
}
