/// One command, read on its own.
package struct Command: Sendable, Hashable {
  /// What is to be done.
  ///
  /// Held by reference: statements are passed around and collected a lot, and a request is half a kilobyte.
  package indirect enum Action: Sendable, Hashable {
    /// An empty line, or a comment alone.
    case nothing
    /// A request; its response is kept under the variable's name if there is one.
    case request(RequestLine, variable: Located?)
    /// Any other command.
    case call(CommandCall)
    /// A command with statements in braces.
    case block(Block)
  }

  package var action: Action
  /// The comment at the end of the line, without its `#`.
  package var comment: String?

  package init(_ action: Action, comment: String? = nil) {
    self.action = action
    self.comment = comment
  }

  /// The expectation that it is; nil for any other command.
  package var expectation: Expectation? {
    if case .call(let call) = action { call.expectation } else { nil }
  }
}
