/// A whole text of statements, read before any of them runs.
package struct Script: Sendable {
  /// The longest text that is read, in bytes. A statement takes far more memory than its text.
  package static let longest = 8 << 20

  package let source: StatementSource
  /// In the order of the text; the expectations that follow a request belong to it.
  package private(set) var statements: [Statement] = []
  /// Everything that could not be read, in the order of the text.
  package private(set) var errors: [UnreadableStatement] = []

  /// Reads a text to its end, whatever is wrong in it.
  package init(parsing text: String, source: StatementSource, table: CommandTable) {
    self.source = source
    var reader = ScriptReader(text, source: source, table: table)
    while let result = reader.next() {
      switch result {
      case .success(let statement): append(statement)
      case .failure(let error): errors.append(error)
      }
    }
  }

  private mutating func append(_ statement: Statement) {
    if let line = TranscriptLine(statement), let last = statements.lastIndex(where: { !$0.isComment }) {
      statements[last].transcript.append(line)
    } else if statement.command.expectation != nil, let last = statements.indices.last, statements[last].request != nil
    {
      statements[last].expectations.append(statement)
    } else {
      statements.append(statement)
    }
  }
}
