/// Gives the lines of an array, for tests and for commands that were given as arguments.
package final class LinesEditor: LineEditor {
  private var remaining: ArraySlice<String>
  private let isUnfinished: (String) -> Bool

  /// The lines that were remembered, oldest first.
  package private(set) var history: [String] = []

  package let isInteractive: Bool

  package init(
    _ lines: [String], isInteractive: Bool = false, isUnfinished: @escaping (String) -> Bool = { _ in false }
  ) {
    remaining = lines[...]
    self.isInteractive = isInteractive
    self.isUnfinished = isUnfinished
  }

  package func readLine(_ prompt: Prompt) throws -> LineInput {
    guard var text = remaining.popFirst() else { return .endOfInput }
    while isUnfinished(text), let next = remaining.popFirst() {
      text += "\n" + next
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

  package func discardQueued() {}
}
