internal import CommandLanguage
package import Execution
internal import FeltAPI
package import LineEditing
package import Presentation
internal import Terminal

/// The loop of an interactive session: a prompt, a line, its response.
package struct Repl {
  private let executor: Executor
  private let presenter: Presenter
  private let editor: any LineEditor
  private let history: SessionHistory
  private let startup: StartupFile?
  private let assistant: Assistant

  /// - Parameter startup: what runs before the first prompt; nil for nothing.
  package init(
    _ executor: Executor, presenter: Presenter, editor: any LineEditor, history: SessionHistory,
    startup: StartupFile? = nil, assistant: Assistant = Assistant()
  ) {
    self.executor = executor
    self.presenter = presenter
    self.editor = editor
    self.history = history
    self.startup = startup
    self.assistant = assistant
  }

  private var session: Session { executor.session }

  /// Runs until the person leaves.
  ///
  /// - Returns: the exit status; 128 and a signal's number when the signal ended it.
  package func run() -> Int32 {
    if let startup, startup.run(in: executor) { return 0 }
    var hasFailed = false
    while true {
      if let entries = history.follow(HistoryAccount(session), editor) { session.history = entries }
      let input: LineInput
      do {
        let prompt = prompt(hasFailed)
        assistant.promptWidth = DisplayWidth.of(PromptText(prompt.text).visible)
        input = try editor.readLine(prompt)
      } catch {
        presenter.message(StyledText("error: ", .failure) + StyledText("\(error)"))
        return ExitStatus.refused.rawValue
      }
      switch input {
      case .endOfInput: return 0
      case .interrupted: continue
      case .terminated(let signal): return 128 + signal
      case .line(let text):
        switch run(text) {
        case .quit: return 0
        case .done: hasFailed = false
        case .failed: hasFailed = true
        case .nothing: break
        }
      }
    }
  }

  private enum Ending { case nothing, done, failed, quit }

  /// Runs what was entered, which may be several commands when it was pasted. The first failure ends it.
  private func run(_ text: String) -> Ending {
    remember(text)
    var reader = ScriptReader(text, source: .typed, table: executor.table)
    var ending = Ending.nothing
    while let next = reader.next(expanding: session.preferences.aliases) {
      switch next {
      case .failure(let error):
        try? executor.sink(.unreadable(error))
        return .failed
      case .success(let statement):
        let result = executor.run(statement)
        if result.quits { return .quit }
        if let (failure, _) = result.decisiveFailure {
          // Who stops a command wants none of those that were pasted with it.
          if failure.status == .interrupted { editor.discardQueued() }
          return .failed
        }
        ending = .done
      }
    }
    return ending
  }

  private func remember(_ text: String) {
    let isKept = history.add(
      text, leakDetector: session.leakDetector, aliases: session.preferences.aliases, table: executor.table, to: editor)
    if isKept {
      session.history.append(text)
    }
  }

  private func prompt(_ hasFailed: Bool) -> Prompt {
    let screen = presenter.screen.messages
    let maker = PromptMaker(session: session, hasFailed: hasFailed, width: screen.width)
    let text = maker.prompt(session.preferences.prompt)
    return Prompt(text: screen.palette.paint(text), continuation: PromptMaker.continuation)
  }
}
