/// A piece of a command, as the lexer sees it.
package enum LexicalToken: Sendable, Hashable {
  /// A word, whose quotes and variables have been read.
  case word(Word)
  /// `>` or `>>`.
  case redirection(appends: Bool, SourceRange)
  /// `|` and the rest of the line.
  case pipe(program: String, SourceRange)
  /// `<<END`, with the lines up to `END`.
  case heredoc(delimiter: String, text: String, SourceRange)
  /// Text in another program's language, up to the end of the line.
  case foreign(String, SourceRange)

  package var range: SourceRange {
    switch self {
    case .word(let word): word.range
    case .redirection(_, let range), .pipe(_, let range), .heredoc(_, _, let range), .foreign(_, let range): range
    }
  }
}
