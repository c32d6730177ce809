package import CommandLanguage
package import Execution
internal import FeltAPI
package import LineEditing
package import Recording
package import Terminal

/// What the line editor asks while a line is being typed: completions and hints. It is made before the executor,
/// because that needs the editor.
package final class Assistant {
  /// What is completed from; nothing is, until it is set.
  private var session: Session?
  private var table: CommandTable?
  /// What is known of the terminal.
  private var traits: () -> ScreenTraits = { ScreenTraits() }
  /// Asks Felt for ids that no response has shown; nil to ask for none.
  package var prefetcher: Prefetcher?
  /// Takes the responses that were asked for.
  private var observe: (Exchange) -> Void = { _ in }
  /// How wide the prompt is that stands before the line, in columns.
  package var promptWidth = 0
  private var lastHint: (line: String, width: Int, hint: String?)?
  /// On narrower terminals there is room for the line alone.
  private static let narrowestTerminal = 40

  package init() {}

  /// Takes part in a session: what completion asks for is recorded like what the shell reads for itself.
  ///
  /// - Parameter traits: what is known of the terminal.
  package func join(
    _ session: Session, _ table: CommandTable, _ recorder: Recorder, traits: @escaping () -> ScreenTraits
  ) {
    (self.session, self.table, self.traits) = (session, table, traits)
    observe = { exchange in try? recorder.receive(.observed(exchange)) }
  }

  /// What could stand at the cursor, an offset in bytes.
  package func complete(_ line: String, _ cursor: Int) -> CompletionList {
    guard let session, let table else { return .none }
    let completer = Completer(session, table)
    let list = completer.complete(line, cursor)
    // What is offered of words is enough where both words and ids can stand.
    let isEnough = !list.candidates.isEmpty && line.utf8.prefix(cursor).last != UInt8(ascii: "/")
    let reads = completer.missingReads.filter { !isEnough || $0.isInsideMap }
    let found = reads.sorted().flatMap { prefetcher?.fetch($0, for: session) ?? [] }
    guard !found.isEmpty else { return list }
    for exchange in found {
      if let value = try? exchange.json() { session.resources.learn(value, from: exchange.request.path) }
      observe(exchange)
    }
    return Completer(session, table).complete(line, cursor)
  }

  /// A less prominent text, for the terminal.
  package func faint(_ text: String) -> String {
    traits().palette.paint(StyledText(text, .faint))
  }

  /// The signature of what is being typed, as it is shown beside the line; nil for none.
  package func hint(_ line: String) -> String? {
    guard let session, let table, session.preferences.showsHints else { return nil }
    let traits = traits()
    guard traits.width >= Self.narrowestTerminal, !line.isEmpty, !line.utf8.contains(UInt8(ascii: "\n")) else {
      return nil
    }
    // The editor leaves a column free on either side.
    let width = traits.width - promptWidth - DisplayWidth.of(line) - 3
    if let lastHint, lastHint.line == line, lastHint.width == width { return lastHint.hint }
    let hint = HintMaker(location: session.path, table: table)
      .hint(for: session.preferences.aliases.expand(line), width: width)
      .map(faint)
    lastHint = (line, width, hint)
    return hint
  }
}
