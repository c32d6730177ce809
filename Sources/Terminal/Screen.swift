/// Where responses and messages go.
package protocol Screen: AnyObject {
  /// What is known of standard output.
  var output: ScreenTraits { get }
  /// What is known of standard error.
  var messages: ScreenTraits { get }
  /// Writes bytes of a response to standard output.
  func write(_ bytes: [UInt8]) throws(ScreenError)
  /// Writes a message, and a line break, to standard error.
  func message(_ text: StyledText)
  /// Shows on standard error how far something is, on a line that stays until anything else is shown; nil takes it
  /// away.
  func progress(_ text: String?)
  /// Another program is going to write to the terminal.
  func prepareForProgram()
}

extension Screen {
  package func prepareForProgram() {}
  package func progress(_ text: String?) {}
}

/// What a stream of the program can show.
package struct ScreenTraits: Sendable, Hashable {
  package var isTerminal: Bool
  package var palette: Palette
  /// In columns.
  package var width: Int
  /// In rows.
  package var height: Int

  package init(isTerminal: Bool = false, palette: Palette = .plain, width: Int = 80, height: Int = 24) {
    self.isTerminal = isTerminal
    self.palette = palette
    self.width = width
    self.height = height
  }
}

/// Why a response could not be written.
package struct ScreenError: Error, Hashable, CustomStringConvertible {
  /// The system's error number.
  package let code: Int32
  package let description: String

  package init(code: Int32, description: String) {
    self.code = code
    self.description = description
  }
}

/// A screen that keeps what it is shown.
package final class MemoryScreen: Screen {
  package var output: ScreenTraits
  package var messages: ScreenTraits
  package private(set) var written: [UInt8] = []
  package private(set) var messageLines: [String] = []
  /// What was shown of progress.
  package private(set) var progressLines: [String] = []

  package init(output: ScreenTraits = ScreenTraits(), messages: ScreenTraits = ScreenTraits()) {
    self.output = output
    self.messages = messages
  }

  package func write(_ bytes: [UInt8]) throws(ScreenError) {
    written += bytes
  }

  package func message(_ text: StyledText) {
    messageLines.append(messages.palette.paint(text))
  }

  package func progress(_ text: String?) {
    if let text { progressLines.append(text) }
  }

  package var writtenText: String { String(decoding: written, as: UTF8.self) }
  package var messageText: String { messageLines.joined(separator: "\n") }

  package func clear() {
    written = []
    messageLines = []
  }
}
