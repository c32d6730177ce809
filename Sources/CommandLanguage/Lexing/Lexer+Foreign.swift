extension Lexer {
  /// Text in the language of a POSIX shell, up to the line's end; quotes and continued lines are respected.
  mutating func foreignText() throws(SyntaxError) -> LexicalToken {
    let start = position
    var quote: (byte: UInt8, at: Int)?
    while let byte = current {
      switch (byte, quote?.byte) {
      case (UInt8(ascii: "\n"), nil):
        return token(from: start)
      case (UInt8(ascii: "\\"), nil), (UInt8(ascii: "\\"), UInt8(ascii: "\"")), (UInt8(ascii: "\\"), Self.ansiQuote):
        position += 1
        if isLineBreak(at: position) { position = afterLineBreak(position) - 1 }
      case (UInt8(ascii: "$"), nil) where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "'"):
        quote = (Self.ansiQuote, position)
        position += 1
      case (UInt8(ascii: "'"), Self.ansiQuote): quote = nil
      case (UInt8(ascii: "'"), nil), (UInt8(ascii: "\""), nil): quote = (byte, position)
      case (let close, let open) where close == open: quote = nil
      default: break
      }
      position += 1
    }
    if let quote {
      let mark = quote.byte == Self.ansiQuote ? "$'" : String(UnicodeScalar(quote.byte))
      position = bytes.count
      throw SyntaxError(.unclosedQuote(mark), at: quote.at..<quote.at + 1, open: .quote(mark))
    }
    let isDangling = position > bytes.count || endsInContinuation(start)
    position = bytes.count
    if isDangling { throw SyntaxError(.danglingBackslash, at: bytes.count - 1..<bytes.count, open: .line) }
    return token(from: start)
  }

  /// Stands for `$'`, in which backslashes count.
  private static let ansiQuote = UInt8(ascii: "$")

  private func token(from start: Int) -> LexicalToken {
    let text = text(start..<position)
    return .foreign(text.trimmed, start..<position)
  }

  /// Whether the text ends with a backslash and a line break, so that another line has to follow.
  private func endsInContinuation(_ start: Int) -> Bool {
    guard bytes.last == UInt8(ascii: "\n") else { return false }
    let beforeBreak = bytes[start..<bytes.count - 1].last == UInt8(ascii: "\r") ? bytes.count - 3 : bytes.count - 2
    return beforeBreak >= start && bytes[beforeBreak] == UInt8(ascii: "\\")
  }
}
