internal import CommandLanguage
internal import LineEditing
internal import Terminal

/// Runs the lines that come through a pipe, each as soon as it is there.
package struct StreamRunner {
  private let interpreter: Interpreter
  private let runner: ScriptRunner

  package init(_ interpreter: Interpreter, _ runner: ScriptRunner) {
    self.interpreter = interpreter
    self.runner = runner
  }

  /// - Returns: the exit status; 128 and a signal's number when the signal ended it.
  package func run() -> Int32 {
    var end: Int32?
    var problem: String?
    var reader = ScriptReader("")
    let summary = runner.run(name: nil) {
      // A long command may have come with those behind it.
      if let entry = reader.next(expanding: interpreter.session.preferences.aliases) { return entry }
      while true {
        do {
          switch try interpreter.editor.readLine(Prompt(text: "", continuation: "")) {
          case .endOfInput: return nil
          case .interrupted:
            end = ExitStatus.interrupted.rawValue
            return nil
          case .terminated(let signal):
            end = 128 + signal
            return nil
          case .line(let text):
            reader = ScriptReader(text)
            if let entry = reader.next(expanding: interpreter.session.preferences.aliases) { return entry }
          }
        } catch {
          problem = "\(error)"
          return nil
        }
      }
    }
    if let problem {
      interpreter.screen.message(
        StyledText("error: ", .failure) + StyledText("standard input: \(SafeText.of(problem))"))
      return ExitStatus.unreadable.rawValue
    }
    return end ?? summary.status.rawValue
  }
}
