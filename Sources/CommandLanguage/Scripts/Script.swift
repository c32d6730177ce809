/// A whole text of statements, read before any of them runs.
package struct Script: Sendable {
  /// The longest text that is read, in bytes. A statement takes far more memory than its text.
  package static let longest = 8 << 20

  package let source: StatementSource
  /// In the order of the text; the expectations that follow a request belong to it.
  package private(set) var statements: [Statement] = []
  /// Everything that could not be read, in the order of the text.
  package private(set) var errors: [UnreadableStatement] = []
  /// Whether reading was stopped, so that the end is not there.
  package private(set) var wasCancelled = false

  /// Reads a text to its end, whatever is wrong in it.
  ///
  /// - Parameter isCancelled: asked now and then whether to stop.
  package init(
    parsing text: String, source: StatementSource, table: CommandTable, isCancelled: () -> Bool = { false }
  ) {
    self.source = source
    var reader = ScriptReader(text, source: source, table: table)
    while let (statement, errors) = reader.read() {
      self.errors += errors
      if isCancelled() {
        wasCancelled = true
        return
      }
      guard let statement else { continue }
      if !statement.isComment, statements.isFinished { self.errors.append(statement.unreadable(.afterFinally)) }
      statements.add(statement)
    }
  }
}
