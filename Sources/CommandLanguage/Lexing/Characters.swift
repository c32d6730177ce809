extension String {
  /// The text without spaces and line breaks at its ends.
  package var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0.isBlank }
    let bytes = utf8
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}

extension UInt8 {
  /// Whether it ends a word.
  package var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
  }

  /// Whether the name of a variable can begin with it.
  package var isIdentifierStart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Whether it can stand in the name of a variable.
  package var isIdentifierByte: Bool {
    isIdentifierStart || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}

extension String {
  /// Whether it can be the name of a variable.
  package var isVariableName: Bool {
    guard let first = utf8.first, first.isIdentifierStart else { return false }
    return utf8.allSatisfy(\.isIdentifierByte)
  }
}

extension StringProtocol {
  /// Whether these are the first bytes. To `hasPrefix` a sign with a combining mark behind it is another sign, but to
  /// the lexer and to the system it isn't.
  @inlinable package func begins(with text: String) -> Bool { utf8.starts(with: text.utf8) }
}
