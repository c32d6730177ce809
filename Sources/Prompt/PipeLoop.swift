internal import CommandLanguage
package import Execution
package import LineEditing
package import Presentation
internal import Terminal

/// Runs the lines that come through a pipe, each statement as soon as it is there. A request without success waits for
/// the statement that follows: an expectation may have been looking forward to it.
package struct PipeLoop {
  private let executor: Executor
  private let presenter: Presenter
  private let editor: any LineEditor

  package init(_ executor: Executor, presenter: Presenter, editor: any LineEditor) {
    self.executor = executor
    self.presenter = presenter
    self.editor = editor
  }

  private var continuesOnError: Bool { executor.session.options.errorPolicy == .continue }

  /// - Returns: the exit status; 128 and a signal's number when the signal ended it.
  package func run() -> Int32 {
    var lines = Lines(editor: editor, table: executor.table)
    var status = ExitStatus.success
    var pending: StepContext?

    /// Ends the step that waits; says whether the loop goes on.
    func settle() -> Bool {
      guard let step = pending else { return true }
      pending = nil
      guard let (failure, _) = executor.finish(step).decisiveFailure else { return true }
      if status == .success { status = failure.status }
      return continuesOnError && failure.status != .interrupted
    }

    reading: while let next = lines.next() {
      switch next {
      case .failure(let error):
        guard settle() else { break reading }
        try? executor.sink(.unreadable(error))
        if status == .success { status = .refused }
        if !continuesOnError { break reading }
      case .success(let statement):
        if statement.command.expectation != nil, let step = pending {
          if executor.check(statement, in: step) || continuesOnError { continue }
          break reading
        }
        guard settle() else { break reading }
        let step = executor.start(statement)
        pending = step
        if step.result.failure?.isResponse ?? false { continue }
        let quits = step.result.quits
        guard settle(), !quits else { break reading }
        if executor.environment.takeInterruption() {
          if status == .success { status = .interrupted }
          break reading
        }
      }
    }
    _ = settle()
    if let problem = lines.problem {
      presenter.message(StyledText("error: ", .failure) + StyledText("standard input: \(SafeText.of(problem))"))
      return ExitStatus.refused.rawValue
    }
    return lines.signalStatus ?? status.rawValue
  }
}

/// The statements that an editor's lines are.
private struct Lines {
  private let editor: any LineEditor
  private let table: CommandTable
  private var reader: ScriptReader
  /// Why nothing more can be read.
  private(set) var problem: String?
  /// The exit status that a signal asks for.
  private(set) var signalStatus: Int32?

  init(editor: any LineEditor, table: CommandTable) {
    self.editor = editor
    self.table = table
    reader = ScriptReader("", source: .pipe, table: table)
  }

  mutating func next() -> Result<Statement, UnreadableStatement>? {
    // A long command may have come with those after it.
    if let next = reader.next() { return next }
    while true {
      do {
        switch try editor.readLine(Prompt(text: "", continuation: "")) {
        case .endOfInput: return nil
        case .interrupted:
          signalStatus = ExitStatus.interrupted.rawValue
          return nil
        case .terminated(let signal):
          signalStatus = 128 + signal
          return nil
        case .line(let text):
          reader = ScriptReader(text, source: .pipe, table: table)
          if let next = reader.next() { return next }
        }
      } catch {
        problem = "\(error)"
        return nil
      }
    }
  }
}
