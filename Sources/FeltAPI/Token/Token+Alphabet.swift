extension Token {
  /// Whether a byte can stand in a token, padding included. Source: RFC 6750, section 2.1, `b64token`.
  public static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "-._~+/=".utf8.contains(byte)
  }

  /// How many bytes of a text belong to a token from a position on. Its `+`, `/` and `=` may be escaped as in a URL or
  /// in JSON.
  static func end(in text: [UInt8], from start: Int) -> Int {
    var position = start
    while position < text.count {
      if isTokenByte(text[position]) || text[position] == UInt8(ascii: "%") {
        position += 1
      } else if text[position] == UInt8(ascii: "\\"), position + 1 < text.count,
        "/u".utf8.contains(text[position + 1])
      {
        position += 2
      } else {
        break
      }
    }
    return position
  }
}
