/// Gives the lines of an array, for tests and for commands that were given as arguments.
package final class LinesEditor: LineEditor {
  private var remaining: ArraySlice<String>
  private let continuation: Continuation

  /// The lines that were remembered, oldest first.
  package private(set) var history: [String] = []

  package let isInteractive: Bool

  package init(_ lines: [String], isInteractive: Bool = false, continuation: Continuation = .never) {
    remaining = lines[...]
    self.isInteractive = isInteractive
    self.continuation = continuation
  }

  package func readLine(_ prompt: Prompt) throws -> LineInput {
    guard var text = remaining.popFirst() else { return .endOfInput }
    let opening = continuation.scanner()
    var line = text
    while opening(line, remaining.isEmpty) != nil, let next = remaining.popFirst() {
      text += "\n" + next
      line = next
    }
    return .line(text)
  }

  package func readSecret(_ prompt: String) throws -> LineInput {
    remaining.popFirst().map(LineInput.line) ?? .endOfInput
  }

  package func remember(_ line: String) {
    if history.last != line {
      history.append(line)
    }
  }

  package func forgetHistory() {
    history = []
  }

  package func discardQueued() {}
}
