package import CommandLanguage
package import FeltAPI

/// Finds a token that was typed into a command, before it is sent, shown or remembered.
package enum LeakGuard {
  /// How many characters after `felt_pat_` make a token of it and not a mention.
  private static let shortestSecret = 8

  /// A failure when there is a token in the text.
  static func check(_ text: String, token: Token?) -> Failure? {
    guard let range = range(in: text, token: token) else { return nil }
    return Failure(
      .unreadable, "there is a token in this line, and nothing was sent", at: range,
      advice: "login takes it, where nobody sees it; if others saw this one, make a new one")
  }

  /// Where a text has a token in it, in bytes.
  package static func range(in text: String, token: Token? = nil) -> SourceRange? {
    let bytes = Array(text.utf8)
    if isImport(bytes) { return nil }
    if let secret = token?.secret, secret.utf8.count >= shortestSecret, let found = text.firstRange(of: secret) {
      let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
      return start..<start + secret.utf8.count
    }
    let prefix = Array(Token.prefix.utf8)
    var start = 0
    while let found = bytes[start...].firstRange(of: prefix) {
      let end = bytes[found.upperBound...].firstIndex { !isTokenByte($0) } ?? bytes.count
      if end - found.upperBound >= shortestSecret { return found.lowerBound..<end }
      start = found.upperBound
    }
    return nil
  }

  /// `import` takes the token out of what it is given.
  private static func isImport(_ bytes: [UInt8]) -> Bool {
    bytes.drop { $0 == UInt8(ascii: " ") }.starts(with: "import ".utf8)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "+/=_-".utf8.contains(byte)
    }
  }
}
