package import CommandLanguage
internal import FeltAPI
internal import Platform
internal import Terminal

/// Runs the commands of a text one after another, up to the first failure.
package struct ScriptRunner {
  let interpreter: Interpreter
  let goesOn: Bool
  let isSilent: Bool

  /// What a run came to.
  package struct Summary: Sendable, Hashable {
    package var status = ExitStatus.success
    package var commands = 0
    package var failures = 0
    /// Whether the script said `quit`.
    package var hasQuit = false

    mutating func add(_ other: Summary) {
      if status == .success { status = other.status }
      commands += other.commands
      failures += other.failures
      hasQuit = other.hasQuit
    }
  }

  /// - Parameters:
  ///   - goesOn: whether a failure does not end the run.
  ///   - isSilent: whether a person is not told of each command as it comes.
  package init(_ interpreter: Interpreter, goesOn: Bool = false, isSilent: Bool = false) {
    self.interpreter = interpreter
    self.goesOn = goesOn
    self.isSilent = isSilent
  }

  /// Runs a file.
  package func run(file path: String) -> Summary {
    let text: String
    do {
      text = try FileReader.text(of: path)
    } catch {
      interpreter.screen.message(StyledText("error: ", .failure) + StyledText(SafeText.of(error.description)))
      return Summary(status: .unreadable, failures: 1)
    }
    return run(text, name: path)
  }

  /// Runs a text.
  ///
  /// - Parameter name: what messages call it; nil where there is nothing to name.
  package func run(_ text: String, name: String? = nil) -> Summary {
    var reader = ScriptReader(text)
    defer { interpreter.session.keptLimit = Session.usualKeptLimit }
    return run(name: name) {
      let entry = reader.next(expanding: interpreter.session.preferences.aliases)
      // Nothing looks at the last answer again: however long it is, it need not stay in memory.
      interpreter.session.keptLimit = reader.isAtEnd ? Session.lastKeptLimit : Session.usualKeptLimit
      return entry
    }
  }

  /// Runs what comes, each as soon as it is there but for a failed request, which waits for what follows: an expectation
  /// may have been looking forward to it.
  package func run(name: String?, next: () -> ScriptReader.Entry?) -> Summary {
    var summary = Summary()
    var pending: (failure: Failure, entry: ScriptReader.Entry)?
    func settle() {
      if let (failure, entry) = pending { report(failure, entry, name, &summary) }
      pending = nil
    }
    while let entry = next() {
      if let failed = pending {
        if entry.isExpectation {
          if entry.isStatusExpectation { pending = nil }
        } else {
          report(failed.failure, failed.entry, name, &summary)
          pending = nil
          if !goesOn { return summary }
        }
      }
      announce(entry, name)
      switch run(entry) {
      case .done: summary.commands += 1
      case .quit:
        summary.hasQuit = true
        settle()
        return summary
      case .failed(let failure):
        if failure.isAnswer {
          pending = (failure, entry)
          summary.commands += 1
          continue
        }
        settle()
        report(failure, entry, name, &summary)
        if failure.status == .success || failure.status == .interrupted || !goesOn { return summary }
      }
      if interpreter.wasInterrupted {
        report(Failure(.interrupted, "interrupted"), entry, name, &summary)
        return summary
      }
    }
    settle()
    return summary
  }

  private func run(_ entry: ScriptReader.Entry) -> Interpreter.Outcome {
    switch entry.result {
    case .failure(let error): .failed(Failure(error))
    case .success(let command): interpreter.run(command, text: entry.text)
    }
  }

  private func announce(_ entry: ScriptReader.Entry, _ name: String?) {
    guard let name, !isSilent, interpreter.session.options.isVerbose || interpreter.screen.messages.isTerminal else {
      return
    }
    guard case .success(let command) = entry.result, command.isVisible else { return }
    let line = entry.text.prefix { !$0.isNewline }
    interpreter.screen.message(
      StyledText("\(name):\(entry.line)  ", .faint) + StyledText(SafeText.of(String(line)), .strong))
  }

  private func report(
    _ failure: Failure, _ entry: ScriptReader.Entry, _ name: String?, _ summary: inout Summary
  ) {
    guard failure.status != .success else { return }
    summary.failures += 1
    if summary.status == .success { summary.status = failure.status }
    var failure = failure
    if failure.range == nil, name != nil {
      failure.range =
        0..<(entry.text.utf8.firstIndex(of: 0x0A).map { entry.text.utf8.distance(from: entry.text.startIndex, to: $0) }
        ?? entry.text.utf8.count)
    }
    var renderer = FailureRenderer(
      text: entry.text, place: name.map { ($0, entry.line) }, width: interpreter.screen.messages.width)
    renderer.indentation = entry.indentation
    interpreter.screen.message(interpreter.redact(renderer.render(failure)))
  }
}

extension Command {
  /// Whether it does something that is worth a line when a script runs.
  fileprivate var isVisible: Bool {
    switch action {
    case .nothing, .help: false
    default: true
    }
  }
}

extension ScriptReader.Entry {
  private var expectation: Expectation? {
    guard case .success(let command) = result, case .expect(let expectation) = command.action else { return nil }
    return expectation
  }

  /// Whether it looks at the answer of the request in front of it.
  fileprivate var isExpectation: Bool { expectation != nil }

  fileprivate var isStatusExpectation: Bool {
    if case .status? = expectation?.subject { true } else { false }
  }
}

extension ScriptRunner {
  /// Runs files one after another in one session, and says at the end what came of it.
  package func run(files: [String]) -> Summary {
    var total = Summary()
    for file in files {
      total.add(run(file: file))
      if total.status == .interrupted || (total.status != .success && !goesOn) || total.hasQuit { break }
    }
    let outcome = total.failures == 0 ? StyledText("ok", .success) : StyledText("\(total.failures) failed", .failure)
    let count = "\(total.commands) command\(total.commands == 1 ? "" : "s")"
    interpreter.screen.message(StyledText(files.joined(separator: " "), .strong) + StyledText(": \(count), ") + outcome)
    return total
  }
}
