internal import CommandLanguage
internal import FeltAPI
internal import LineEditing
internal import Terminal

/// The loop of an interactive session: a prompt, a line, its answer.
package struct Repl {
  private let interpreter: Interpreter
  private let history: SessionHistory
  private let startup: StartupFile?

  /// - Parameter startup: what runs before the first prompt; nil for nothing.
  package init(_ interpreter: Interpreter, history: SessionHistory, startup: StartupFile? = nil) {
    self.interpreter = interpreter
    self.history = history
    self.startup = startup
  }

  /// Runs until the person leaves.
  ///
  /// - Returns: the exit status; 128 and a signal's number when the signal ended it.
  package func run() -> Int32 {
    if let startup, startup.run(in: interpreter).hasQuit { return 0 }
    while true {
      if let entries = history.follow(HistoryAccount(interpreter.session), interpreter.editor) {
        interpreter.session.history = entries
      }
      let input: LineInput
      do {
        let prompt = prompt
        interpreter.promptWidth = DisplayWidth.of(PromptText(prompt.text).visible)
        input = try interpreter.editor.readLine(prompt)
      } catch {
        interpreter.screen.message(StyledText("error: ", .failure) + StyledText("\(error)"))
        return ExitStatus.unreadable.rawValue
      }
      switch input {
      case .endOfInput: return 0
      case .interrupted: continue
      case .terminated(let signal): return 128 + signal
      case .line(let text): if !run(text) { return 0 }
      }
    }
  }

  /// Runs what was entered, which may be several commands when it was pasted.
  ///
  /// - Returns: false when it said `quit`.
  private func run(_ text: String) -> Bool {
    remember(text)
    var reader = ScriptReader(text)
    while let entry = reader.next(expanding: interpreter.session.preferences.aliases) {
      switch entry.result {
      case .failure(let error):
        report(Failure(error), entry.text)
        return true
      case .success(let command):
        switch interpreter.run(command, text: entry.text) {
        case .done: interpreter.lastFailed = false
        case .quit: return false
        case .failed(let failure):
          if failure.status != .success { report(failure, entry.text) }
          return true
        }
      }
    }
    return true
  }

  private func remember(_ text: String) {
    let token = interpreter.session.builder.token
    if history.add(text, token: token, aliases: interpreter.session.preferences.aliases, to: interpreter.editor) {
      interpreter.session.history.append(text)
    }
  }

  private func report(_ failure: Failure, _ text: String) {
    interpreter.lastFailed = true
    // Who stops a command wants none of those that were pasted with it.
    if failure.status == .interrupted { interpreter.editor.discardQueued() }
    // The terminal has shown ^C where it stood.
    if failure.status == .interrupted, failure.range == nil {
      return interpreter.screen.message(StyledText("\n" + failure.message, .faint))
    }
    let renderer = FailureRenderer(text: text, width: interpreter.screen.messages.width)
    interpreter.screen.message(interpreter.redact(renderer.render(failure)))
  }

  private var prompt: Prompt {
    let screen = interpreter.screen.messages
    let maker = PromptMaker(session: interpreter.session, lastFailed: interpreter.lastFailed, width: screen.width)
    let text = maker.prompt(interpreter.session.preferences.prompt)
    return Prompt(text: screen.palette.paint(text), continuation: PromptMaker.continuation)
  }
}
