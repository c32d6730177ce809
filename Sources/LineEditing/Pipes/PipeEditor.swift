package import Terminal

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lines from a pipe or a file, and from a terminal that can't be edited on.
package final class PipeEditor: LineEditor {
  package let isInteractive: Bool

  /// The number, counted from 1, of the physical line at which the last command began.
  package private(set) var lineNumber = 0

  private let continuation: Continuation
  private let interrupts: Interrupts
  private let output: TerminalOutput?
  private let input: Int32
  private var source: LineSource

  /// Reads the descriptor, which stays the caller's.
  /// - Parameters:
  ///   - prompting: where prompts are written, for a terminal that can't be edited on; nil writes none.
  ///   - continuation: whether a command continues in the next line.
  package init(input: Int32, prompting: Int32? = nil, interrupts: Interrupts, continuation: Continuation) {
    self.input = input
    self.interrupts = interrupts
    self.continuation = continuation
    output = prompting.map(TerminalOutput.init)
    isInteractive = prompting != nil
    source = LineSource(descriptor: input, wake: interrupts.descriptor)
  }

  /// Throws `LineInputError` for a line that is not text; the next call reads the line after it.
  package func readLine(_ prompt: Prompt) throws -> LineInput {
    lineNumber = source.lineNumber + 1
    output?.write(PromptText(prompt.text).visible)
    var lines: [String] = []
    let scan = continuation.scanner()
    while true {
      switch try nextLine() {
      case .line(let line):
        lines.append(line)
        guard let opening = scan(line, false) else { return .line(lines.joined(separator: "\n")) }
        guard let output else { continue }
        if line.allSatisfy(\.isWhitespace) {
          let split = continuation.split(lines.joined(separator: "\n"))
          if split.isLeft { return .line(split.commands.joined(separator: "\n")) }
        }
        output.write(opening.sign + " " + prompt.continuation)
      case .endOfInput:
        // What is missing at the end is for the parser to say.
        return lines.isEmpty ? .endOfInput : .line(lines.joined(separator: "\n"))
      case let other:
        output?.write("\n")
        return other
      }
    }
  }

  /// Asks the terminal of the process, because the lines of a pipe are commands.
  package func readSecret(_ prompt: String) throws -> LineInput {
    if let output {
      return try SecretReader(input: input, output: output, interrupts: interrupts).read(prompt)
    }
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw LineInputError.noTerminal }
    defer { close(terminal) }
    let reader = SecretReader(input: terminal, output: TerminalOutput(descriptor: terminal), interrupts: interrupts)
    return try reader.read(prompt)
  }

  package func remember(_ line: String) {}

  package func forgetHistory() {}

  package func discardQueued() {}

  private func nextLine() throws(LineInputError) -> LineInput {
    while true {
      let pending = interrupts.consume()
      if let number = pending.terminationSignal { return .terminated(number) }
      if pending.contains(.interrupt) { return .interrupted }
      if let line = try source.next() { return line }
    }
  }
}
