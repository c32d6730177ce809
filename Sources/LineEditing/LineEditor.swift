/// Where command lines come from: a terminal, a pipe, or the lines of a test.
package protocol LineEditor: AnyObject {
  /// Blocks until a command line, possibly of several physical lines, was entered.
  func readLine(_ prompt: Prompt) throws -> LineInput

  /// Reads the reply to a question. What was typed before the question isn't a reply to it, and is read after it.
  func readReply(_ prompt: Prompt) throws -> LineInput

  /// Reads one line without echo; the terminal is restored whatever happens.
  func readSecret(_ prompt: String) throws -> LineInput

  /// Adds to the history that is held in memory, unless it repeats the newest entry.
  func remember(_ line: String)

  /// Forgets the history that is held in memory.
  func forgetHistory()

  /// Forgets lines that were entered together with one already returned, as a paste of several commands is.
  func discardQueued()

  /// Whether a person types the lines.
  var isInteractive: Bool { get }
}

extension LineEditor {
  package func readReply(_ prompt: Prompt) throws -> LineInput {
    try readLine(prompt)
  }
}

/// What came of asking for a line.
package enum LineInput: Equatable, Sendable {
  /// A line, without the newline that ended it.
  case line(String)
  /// Control-C: the line was abandoned.
  case interrupted
  /// Control-D on an empty line, or the end of the file.
  case endOfInput
  /// A signal asks the process to leave, with 128 and its number.
  case terminated(Int32)
}

/// The text before the line.
package struct Prompt: Sendable, Equatable {
  /// May hold ANSI colours, no newline.
  package var text: String
  /// The text before a line that continues a command, where lines are read one at a time.
  package var continuation: String

  package init(text: String, continuation: String = "> ") {
    self.text = text
    self.continuation = continuation
  }
}

/// Why a line could not be read. After the first two the next line can be read.
package enum LineInputError: Error, Equatable {
  /// The physical line of this number, counted from 1, is not UTF-8.
  case invalidUTF8(line: Int)
  /// The physical line of this number holds a NUL byte.
  case nulByte(line: Int)
  /// A secret is needed, and there is no terminal to ask on.
  case noTerminal
  /// The system says why, as an `errno`.
  case system(Int32)
}

extension LineInputError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidUTF8(let line): "line \(line) is not UTF-8"
    case .nulByte(let line): "line \(line) holds a NUL byte"
    case .noTerminal: "there is no terminal to ask on"
    case .system(let code): "it can't be read (errno \(code))"
    }
  }
}
