/// Where the text of a statement came from, which decides what it may do.
package enum StatementSource: Sendable, Hashable {
  /// A person typed it at the prompt.
  case typed
  /// It stood on the command line, behind `-c`.
  case commandLine
  /// It came through standard input.
  case pipe
  /// It stands in a script, at this path.
  case script(String)
  /// It stands in the person's own start-up file, at this path.
  case startupFile(String)

  /// The file it stands in; nil for text that stands in none.
  package var file: String? {
    switch self {
    case .script(let path), .startupFile(let path): path
    case .typed, .commandLine, .pipe: nil
    }
  }
}
