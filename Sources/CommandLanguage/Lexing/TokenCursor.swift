/// Walks over the tokens of a command.
struct TokenCursor {
  private let tokens: [LexicalToken]
  private var index = 0
  /// Where the text ends, for errors that speak of what is missing.
  let end: Int

  init(_ tokens: [LexicalToken], end: Int) {
    self.tokens = tokens
    self.end = end
  }

  var current: LexicalToken? { index < tokens.count ? tokens[index] : nil }

  var currentWord: Word? {
    if case .word(let word)? = current { word } else { nil }
  }

  mutating func advance() {
    index += 1
  }

  /// The next word if there is one.
  mutating func nextWord() -> Word? {
    guard let word = currentWord else { return nil }
    advance()
    return word
  }

  /// The next word.
  mutating func word(_ what: String, advice: String) throws(SyntaxError) -> Word {
    guard let word = nextWord() else {
      throw SyntaxError(.missing(what, advice: advice), at: current?.range ?? end..<end)
    }
    return word
  }

  /// Checks that nothing is left.
  func finish(_ usage: String) throws(SyntaxError) {
    guard let token = current else { return }
    throw SyntaxError(.unexpected(usage: usage), at: token.range)
  }
}
