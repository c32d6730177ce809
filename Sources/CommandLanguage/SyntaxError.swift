/// A place in a command's text, in bytes of UTF-8.
package typealias SourceRange = Range<Int>

/// Why a text is not a command, and where.
package struct SyntaxError: Error, Hashable, Sendable {
  /// What is wrong, in one line.
  package let message: String
  /// The part of the text that it speaks of; empty at the text's end.
  package let range: SourceRange
  /// What to do instead, in one line; nil where there is nothing to say.
  package let advice: String?
  /// Whether more text could still make it a command: a quote, bracket or heredoc is open.
  package let isUnfinished: Bool
  /// The line that alone can end an open heredoc; nil where something else is open.
  package let awaitedLine: String?

  package init(
    _ message: String, at range: SourceRange, advice: String? = nil, isUnfinished: Bool = false,
    awaitedLine: String? = nil
  ) {
    self.message = message
    self.range = range
    self.advice = advice
    self.isUnfinished = isUnfinished
    self.awaitedLine = awaitedLine
  }
}
