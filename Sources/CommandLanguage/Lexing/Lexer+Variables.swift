extension Lexer {
  /// `$name`, `$name.field[0]`, `$_`, `${name:-default}`; nil, without moving, when the `$` here is only a `$`.
  mutating func variable() throws(SyntaxError) -> VariableReference? {
    if peek(1) == UInt8(ascii: "{") { return try bracedVariable() }
    guard let first = peek(1), first.isIdentifierStart else { return nil }
    position += 1
    let name = identifier()
    return VariableReference(name: name, query: try query())
  }

  private mutating func identifier() -> String {
    let start = position
    while let byte = current, byte.isIdentifierByte { position += 1 }
    return text(start..<position)
  }

  /// `.layers[0].name` after a variable's name; a dot that no name follows is text.
  private mutating func query() throws(SyntaxError) -> String {
    let start = position
    while let byte = current {
      if byte == UInt8(ascii: "."), let next = peek(1), next.isIdentifierStart {
        position += 1
        _ = identifier()
      } else if byte == UInt8(ascii: "."), peek(1) == UInt8(ascii: "*") {
        position += 2
      } else if byte == UInt8(ascii: "["), let next = peek(1), Self.beginsSelector(next) {
        try skipBrackets()
      } else {
        break
      }
    }
    return text(start..<position)
  }

  private static func beginsSelector(_ byte: UInt8) -> Bool {
    "0123456789-*?:'\"".utf8.contains(byte)
  }

  private mutating func skipBrackets() throws(SyntaxError) {
    let start = position
    var depth = 0
    var quote: UInt8?
    while let byte = current {
      position += 1
      if let open = quote {
        if byte == UInt8(ascii: "\\") { position = min(position + 1, bytes.count) }
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { return }
    }
    throw SyntaxError(.unclosedBracket(open: "[", close: "]"), at: start..<start + 1, open: .bracket("["))
  }

  private mutating func bracedVariable() throws(SyntaxError) -> VariableReference {
    let start = position
    position += 2
    guard let first = current, first.isIdentifierStart else {
      throw SyntaxError(.unnamedVariable, at: start..<min(start + 2, bytes.count))
    }
    let name = identifier()
    let query = try query()
    var defaultText: String?
    if current == UInt8(ascii: ":"), peek(1) == UInt8(ascii: "-") {
      position += 2
      let textStart = position
      while let byte = current, byte != UInt8(ascii: "}") { position += 1 }
      defaultText = text(textStart..<position)
    }
    guard current == UInt8(ascii: "}") else {
      throw SyntaxError(
        .unclosedBracket(open: "${", close: "}"), at: start..<start + 2, open: current == nil ? .bracket("${") : nil)
    }
    position += 1
    return VariableReference(name: name, query: query, defaultText: defaultText)
  }
}
