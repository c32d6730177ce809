/// One command of a script with its place, and the expectations that belong to it.
package struct Statement: Sendable, Hashable {
  package var command: Command
  /// Its text as it was written; ranges count from its beginning.
  package let text: String
  /// The line it begins on, counted from 1.
  package let line: Int
  /// How many characters stand in front of it on that line.
  package let indentation: Int
  package let source: StatementSource
  /// The expectations that follow a request, in order.
  package var expectations: [Statement]
  /// The lines of a transcript that follow it, in order.
  package var transcript: [TranscriptLine] = []

  package init(
    _ command: Command, text: String, line: Int = 1, indentation: Int = 0, source: StatementSource = .typed,
    expectations: [Statement] = []
  ) {
    self.command = command
    self.text = text
    self.line = line
    self.indentation = indentation
    self.source = source
    self.expectations = expectations
  }

  /// Whether it says nothing but a comment.
  package var isComment: Bool { if case .nothing = command.action { true } else { false } }

  /// The request that it makes by itself, with the name of the variable that keeps the response.
  package var request: (line: RequestLine, variable: Located?)? {
    if case .request(let line, let variable) = command.action { (line, variable) } else { nil }
  }
}

/// A part of a text that is not a statement, and why.
package struct UnreadableStatement: Error, Sendable, Hashable {
  package let error: SyntaxError
  /// Its text; the error's range counts from its beginning.
  package let text: String
  package let line: Int
  package let indentation: Int
  package let source: StatementSource

  package init(_ error: SyntaxError, text: String, line: Int, indentation: Int, source: StatementSource) {
    self.error = error
    self.text = text
    self.line = line
    self.indentation = indentation
    self.source = source
  }
}
