/// A piece of a command, as the lexer sees it.
package enum LexicalToken: Sendable, Hashable {
  /// A word.
  case word(Word)
  /// `>` or `>>`.
  case redirection(appends: Bool, SourceRange)
  /// `|` and the rest of the line.
  case pipe(program: String, SourceRange)
  /// `<<END`, with the lines up to `END`.
  case heredoc(delimiter: String, text: String, SourceRange)
}
