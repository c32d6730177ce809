internal import CommandLanguage
package import LineEditing
internal import Terminal

/// What the line editor asks while a line is being typed: completions and hints. It is made before the interpreter,
/// because that needs the editor.
package final class Assistant {
  /// What is completed from; nothing is, until it is set.
  package weak var interpreter: Interpreter?
  /// What asks for ids that no answer has told of; nil to ask for none.
  package var prefetcher: Prefetcher?
  private var lastHint: (line: String, width: Int, hint: String?)?
  /// On narrower terminals there is room for the line alone.
  private static let narrowestTerminal = 40

  package init() {}

  /// What could stand at the cursor, an offset in bytes.
  package func complete(_ line: String, _ cursor: Int) -> CompletionList {
    guard let interpreter else { return .none }
    let completer = Completer(interpreter)
    let list = completer.complete(line, cursor)
    // What is offered of words is enough where both words and ids can stand.
    guard list.candidates.isEmpty || line.utf8.prefix(cursor).last == UInt8(ascii: "/") else { return list }
    let found = completer.missingParameters.sorted().flatMap { parameter in
      prefetcher?.fetch(parameter, for: interpreter.session) ?? []
    }
    guard !found.isEmpty else { return list }
    found.forEach { interpreter.session.knowledge.learn($0) }
    return Completer(interpreter).complete(line, cursor)
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
