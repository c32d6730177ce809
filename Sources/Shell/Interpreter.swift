package import CommandLanguage
package import FeltAPI
internal import JSONText
package import LineEditing
internal import Recording
package import Terminal

/// Runs commands: a command in, its effect and an outcome out.
package final class Interpreter {
  var session: Session
  let transport: any Transport
  let screen: any Screen
  let editor: any LineEditor
  let recorder: Recorder
  /// Where a token may come from besides `login`.
  let tokens: TokenSources
  /// Settings of the transport and the screen that commands can change.
  let controls: Controls
  /// Whether the last command failed, for the prompt.
  var lastFailed = false
  /// How wide the prompt is that stands before the line, in columns.
  var promptWidth = 0

  /// What commands can change outside the session.
  package struct Controls {
    package var setTimeout: (Double) -> Void
    package var timeout: () -> Double
    package var setColor: (ColorChoice) -> Void
    /// Whether Control-C was pressed since this was last asked.
    package var takeInterruption: () -> Bool

    package init(
      setTimeout: @escaping (Double) -> Void = { _ in }, timeout: @escaping () -> Double = { 60 },
      setColor: @escaping (ColorChoice) -> Void = { _ in }, takeInterruption: @escaping () -> Bool = { false }
    ) {
      self.setTimeout = setTimeout
      self.timeout = timeout
      self.setColor = setColor
      self.takeInterruption = takeInterruption
    }
  }

  /// What a command came to.
  package enum Outcome: Sendable, Hashable {
    case done
    case failed(Failure)
    case quit
  }

  package init(
    transport: any Transport, screen: any Screen, editor: any LineEditor, baseURL: BaseURL = .felt,
    tokens: TokenSources = TokenSources(), options: SessionOptions = SessionOptions(),
    variables: [String: String] = [:], controls: Controls = Controls()
  ) {
    self.transport = transport
    self.screen = screen
    self.editor = editor
    self.tokens = tokens
    self.controls = controls
    recorder = Recorder()
    session = Session(builder: RequestBuilder(baseURL: baseURL, userAgent: Version.userAgent), options: options)
    session.variables = variables.mapValues { .text($0) }
    if let (token, origin) = tokens.initial {
      session.builder.token = token
      session.tokenOrigin = origin
    }
  }

  /// Runs one command.
  ///
  /// - Parameter text: the command as it was written, which the ranges in it count in.
  package func run(_ command: Command, text: String) -> Outcome {
    do {
      if let problem = LeakGuard.check(text, token: session.builder.token) { throw problem }
      return try perform(command, text: text)
    } catch let failure as Failure {
      return .failed(failure)
    } catch let error as ScreenError {
      // The reader of our output has left, as head(1) does: that is the end and no failure of ours.
      return .failed(
        error.isBrokenPipe
          ? Failure(.success, "") : Failure(.unreadable, "standard output cannot be written: \(error.description)"))
    } catch {
      return .failed(Failure(.unreadable, "\(error)"))
    }
  }

  private func perform(_ command: Command, text: String) throws -> Outcome {
    switch command.action {
    case .nothing: try note(command, kind: .other)
    case .quit: return .quit
    case .request(let line): try request(line, variable: command.variable, text: text)
    case .expect(let expectation):
      try ExpectationChecker(session).check(expectation)
      try note(command, kind: .expectation)
    case .login(let source): try login(source)
    case .logout: logout()
    case .whoami: try whoami(text)
    case .status: status()
    case .baseURL(let word): try baseURL(word)
    case .set(let name, let value):
      try set(name, value)
      try note(command, kind: .other)
    case .unset(let names): try unset(names)
    case .vars: listVariables()
    case .header(let name, let value): try header(name, value)
    case .timeout(let word): try timeout(word)
    case .color(let choice): try color(choice)
    case .toggle(let toggle, let value): self.toggle(toggle, value)
    case .alias(let command): try alias(command)
    case .unalias(let names): try unalias(names)
    case .prompt(let word): try prompt(word)
    case .history(let word): try history(word)
    case .source(let word): return try source(word)
    case .help(let words): try help(words)
    case .record(let record): try self.record(record)
    case .show(let show): try self.show(show)
    case .headers: try showHeaders()
    case .timing: try showTiming()
    case .why: try why()
    case .export(let format, let line): try export(format, line)
    case .importCurl(let text): try importCurl(text)
    case .list(let word): try list(word)
    case .changePlace(let word): try changePlace(word)
    case .printPlace: try printPlace()
    case .edit(let word): try edit(word)
    case .diff(let left, let right, let ignoring): try diff(left, right, ignoring: ignoring)
    }
    return .done
  }

  var expander: Expander { Expander(session) }

  /// Whether Control-C was pressed since this was last asked.
  var wasInterrupted: Bool { controls.takeInterruption() }

  /// Prints a line of an answer: to standard output, in colour where that has colour.
  func print(_ text: StyledText) throws {
    try screen.write(Array((screen.output.palette.paint(text) + "\n").utf8))
  }
}

extension Interpreter {
  /// Whether a person types.
  package var isInteractive: Bool { session.options.isInteractive }

  /// Begins a recording, as `record FILE` does.
  package func startRecording(to file: String) throws(Failure) {
    do { try recorder.start(file) } catch { throw Failure(error) }
  }

  /// Ends what a session leaves open.
  package func end() {
    if let (file, count) = recorder.stop(), isInteractive || session.options.isVerbose {
      screen.message("Recorded \(count) command\(count == 1 ? "" : "s") in \(SafeText.of(file)).")
    }
    session.builder.token?.erase()
  }
}
