internal import CommandLanguage
package import LineEditing
internal import Terminal

/// What the line editor asks while a line is being typed: completions and hints. It is made before the interpreter,
/// because that needs the editor.
package final class Assistant {
  /// What is completed from; nothing is, until it is set.
  package weak var interpreter: Interpreter?
  private var lastHint: (line: String, width: Int, hint: String?)?
  /// On narrower terminals there is room for the line alone.
  private static let narrowestTerminal = 40

  package init() {}

  /// What could stand at the cursor, an offset in bytes.
  package func complete(_ line: String, _ cursor: Int) -> CompletionList {
    interpreter.map { Completer($0).complete(line, cursor) } ?? .none
  }

  /// The signature of what is being typed, as it is shown beside the line; nil for none.
  package func hint(_ line: String) -> String? {
    guard let interpreter, interpreter.session.preferences.showsHints else { return nil }
    let traits = interpreter.screen.messages
    guard traits.width >= Self.narrowestTerminal, !line.isEmpty, !line.utf8.contains(UInt8(ascii: "\n")) else {
      return nil
    }
    // The editor leaves a column free on either side.
    let width = traits.width - interpreter.promptWidth - DisplayWidth.of(line) - 3
    if let lastHint, lastHint.line == line, lastHint.width == width { return lastHint.hint }
    let hint = HintMaker(place: interpreter.session.place)
      .hint(for: interpreter.session.preferences.aliases.expand(line), width: width)
      .map { traits.palette.paint(StyledText($0, .faint)) }
    lastHint = (line, width, hint)
    return hint
  }
}
