package import CommandLanguage
package import FeltAPI

/// Finds a token that was typed into a command, before it is sent, shown or remembered.
package enum LeakGuard {
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
    return TokenLeakDetector(tokens: token.map { [$0] } ?? []).firstToken(in: bytes)
  }

  /// `import` takes the token out of what it is given.
  private static func isImport(_ bytes: [UInt8]) -> Bool {
    bytes.drop { $0 == UInt8(ascii: " ") }.starts(with: "import ".utf8)
  }
}
