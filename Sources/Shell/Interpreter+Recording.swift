internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform
internal import Recording
internal import Terminal

extension Interpreter {
  func record(_ command: RecordCommand) throws {
    switch command {
    case .start(let word):
      if let file = recorder.file {
        throw Failure(.unreadable, "\(file) is being recorded already", at: word.range, advice: "record off ends it")
      }
      let file = try expander.file(word)
      do { try recorder.start(file) } catch { throw Failure(error, at: word.range) }
      screen.message("Recording to \(SafeText.of(file)); record off ends it.")
    case .stop:
      guard let (file, count) = recorder.stop() else { throw Failure(.unreadable, "nothing is being recorded") }
      screen.message("Recorded \(count) command\(count == 1 ? "" : "s") in \(SafeText.of(file)).")
    case .state:
      screen.message(recorder.file.map { "Recording to \(SafeText.of($0))." } ?? "Nothing is being recorded.")
    }
  }

  /// Shows the recorder a command that is no request.
  func note(_ command: Command, kind: RecordedStep.Kind) throws {
    try note(RecordedStep(command, kind: kind))
  }

  /// Shows the recorder a request and its answer.
  func note(_ exchange: Exchange, line: RequestLine, variable: Located?) throws {
    guard recorder.isRecording else { return }
    var line = line
    line.output = OutputOptions()
    let isRead = exchange.request.method == .get || exchange.request.method == .head
    try note(
      RecordedStep(
        Command(variable: variable, action: .request(line)), kind: isRead ? .read : .write,
        status: exchange.head.status, response: try? exchange.json()))
  }

  private func note(_ step: RecordedStep) throws {
    let expander = self.expander
    do {
      try recorder.note(step) { reference in
        guard let value = try? expander.value(reference, at: 0..<0) else { return nil }
        if case .object(let object) = value, case .string(let id)? = object["id"] { return id }
        return Expander.text(of: value)
      }
    } catch {
      throw Failure(error)
    }
  }
}
