/// A line of a transcript: a comment below a command that says what its response must be. Only a test reads it.
package struct TranscriptLine: Sendable, Hashable {
  /// What such a line begins with.
  package static let mark = "#>"

  /// The line without what stands in front of the mark.
  package let text: String
  /// Counted from 1.
  package let line: Int
  /// How many characters stand in front of the mark.
  package let indentation: Int

  package init(text: String, line: Int, indentation: Int) {
    (self.text, self.line, self.indentation) = (text, line, indentation)
  }

  /// The line that a statement is; nil for any other one.
  init?(_ statement: Statement) {
    guard statement.isComment, statement.text.begins(with: Self.mark) else { return nil }
    text = statement.text
    line = statement.line
    indentation = statement.indentation
  }

  /// What it says: the text behind the mark and one space.
  package var content: Substring {
    let rest = text.dropFirst(Self.mark.count)
    return rest.first == " " ? rest.dropFirst() : rest
  }

  /// Whether the text of a comment, without its `#`, is such a line.
  package static func isMarked(_ comment: String) -> Bool { ("#" + comment).begins(with: mark) }
}
