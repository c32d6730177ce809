internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTransport
internal import LineEditing
internal import Platform
internal import Presentation
internal import Prompt
internal import Recording
internal import Sandbox
internal import Terminal

/// The parts of a shell, put together.
struct ShellParts {
  let executor: Executor
  let presenter: Presenter
  let editor: any LineEditor
  let isInteractive: Bool
  /// What signals have asked for.
  let signals: SignalState
  private let recorder: Recorder
  private let reports: Reports?
  private let assistant: Assistant
  private let environment: [String: String]

  init(
    _ arguments: Arguments, _ environment: [String: String], _ secrets: [String: String], _ screen: StandardScreen,
    _ interrupts: Interrupts
  ) throws {
    self.environment = environment
    var options = SessionOptions(arguments, environment)
    options.isInteractive = arguments.commands.isEmpty && arguments.task == nil && screen.inputIsTerminal
    isInteractive = options.isInteractive
    let service = arguments.sandbox ? SandboxService(configuration: try SandboxCommand.configuration(arguments)) : nil
    let table = CommandTable.program
    let replay = try arguments.replayTransport(formats: table.formats)
    let transports = Transports(service, replay, interrupts, environment)
    let timeout = try arguments.seconds()
    let maximumBody = try arguments.maximumBody()
    let main = transports.main(timeout, maximumBody: maximumBody)
    let pause: (Double) -> Bool = { seconds in
      let milliseconds = Int((seconds * 1000).rounded(.up))
      return EventPipe.wait(for: [interrupts.stoppingDescriptor], milliseconds: milliseconds) == [false]
    }
    let policy = try arguments.retryPolicy(pause)
    let session = Session(
      builder: RequestBuilder(baseURL: try arguments.base(environment), userAgent: Version.userAgent), options: options,
      variables: try arguments.variableValues(), timeout: timeout, maximumBody: maximumBody)
    let assistant = Assistant()
    let editor = Self.editor(interrupts, isInteractive, assistant, table, environment)
    let recorder = Recorder()
    let signals = SignalState(interrupts)
    self.signals = signals
    recorder.join(session, keepsSteps: isInteractive)
    if let ledger = arguments.retryFailed { session.doneItems = try DoneItems(ledger: ledger) }
    let progress = RequestProgress(width: { screen.messages.width }, write: StandardScreen.writeTransient)
    let presenter = Presenter(
      screen: ProgressScreen(screen, progress), session: session, table: table,
      isInterrupted: { signals.takeInterruption() },
      setColor: { screen.color = ColorChoice($0) },
      pager: Pager(environment: environment))
    reports = try Self.reports(arguments, environment, screen)
    executor = Executor(
      session: session,
      environment: Environment(
        client: APIClient(
          main.transport, policy: policy, governor: transports.governor, watch: Self.watch(progress, screen)),
        tokens: try TokenSources(
          file: arguments.tokenFile, environment: secrets, fixed: try service?.token ?? replay.map { _ in try .replay }),
        dialog: Dialog(editor), recording: recorder.control, setTimeout: main.setTimeout,
        takeInterruption: { signals.takeInterruption() }, pause: pause),
      formats: table.formats,
      sink: Listeners.sink(presenter, recorder, reports))
    executor.environment.setCleaning = { signals.setCleaning($0) }
    executor.environment.transcripts = TranscriptTest.control(executor)
    executor.environment.scriptExports = ScriptExport.control
    assistant.join(session, table, recorder) { screen.messages }
    assistant.prefetcher = Prefetcher(
      signals: interrupts.descriptor, keys: StandardScreen.inputDescriptor, makeClient: transports.background)
    (self.presenter, self.editor, self.recorder, self.assistant) = (presenter, editor, recorder, assistant)
  }

  /// The reports that the command line asks for.
  private static func reports(
    _ arguments: Arguments, _ environment: [String: String], _ screen: StandardScreen
  ) throws -> Reports? {
    let kinds = try arguments.reportKinds(environment)
    guard !kinds.isEmpty else { return nil }
    do {
      return try Reports(
        kinds, earlier: arguments.retryFailed, variables: try arguments.variableValues(), describe: \.message,
        tell: { screen.message(StyledText(SafeText.of($0))) })
    } catch let error as FileError {
      throw Failure(error)
    }
  }

  /// Shows the progress of requests where a person sees it.
  private static func watch(_ progress: RequestProgress, _ screen: StandardScreen) -> RequestWatch {
    guard screen.messages.isTerminal else { return RequestWatch() }
    return RequestWatch(
      began: { progress.begin($0) }, ended: { progress.end() })
  }

  /// Begins a recording, as `record FILE` does.
  func record(to file: String, isTranscript: Bool) throws {
    if FileReader.exists(file), !executor.session.options.assumesYes {
      throw Failure(.recording(.exists(file)))
    }
    do {
      var options = RecordingControl.Options()
      options.isTranscript = isTranscript
      try executor.environment.recording.start(file, options)
    } catch let error as FileError {
      throw Failure(error)
    }
  }

  /// Ends what a session leaves open.
  func end() {
    do {
      if let summary = try executor.environment.recording.stop(), isInteractive || executor.session.options.isVerbose {
        try presenter.receive(.notice(.recordingEnded(summary)))
      }
    } catch {
      presenter.message(StyledText("error: ", .failure) + StyledText("the recording: \(error)"))
    }
    do { try reports?.finish() } catch {
      presenter.message(StyledText("error: ", .failure) + StyledText("the report: \(error)"))
    }
    executor.session.builder.token?.erase()
  }

  func repl(startup: StartupFile?) -> Repl {
    Repl(
      executor, presenter: presenter, editor: editor, history: SessionHistory(environment: environment),
      startup: startup, assistant: assistant)
  }

  private static func editor(
    _ interrupts: Interrupts, _ isInteractive: Bool, _ assistant: Assistant, _ table: CommandTable,
    _ environment: [String: String]
  ) -> any LineEditor {
    let continuation = Continuation {
      var scanner = ContinuationScanner(table)
      return { line, isLast in
        switch scanner.opening(after: line, isLast: isLast) {
        case nil: nil
        case .quote(let sign), .bracket(let sign): Opening(sign)
        case .line: Opening("\\")
        case .heredoc(let delimiter): Opening("<<" + delimiter, endLine: delimiter)
        case .block(let name): Opening(name)
        }
      }
    }
    let callbacks = EditorCallbacks(
      continuation: continuation, complete: { assistant.complete($0, $1) }, hint: { assistant.hint($0) },
      faint: { assistant.faint($0) })
    if isInteractive,
      let editor = EditlineEditor(
        input: StandardScreen.inputDescriptor, output: StandardScreen.errorDescriptor,
        settings: EditorSettings(environment: environment), interrupts: interrupts, callbacks: callbacks)
    {
      return editor
    }
    return PipeEditor(
      input: StandardScreen.inputDescriptor, prompting: isInteractive ? StandardScreen.errorDescriptor : nil,
      interrupts: interrupts, continuation: continuation)
  }
}

/// Makes what carries requests: the embedded sandbox, or libcurl.
private struct Transports {
  private let service: SandboxService?
  private let replay: ReplayTransport?
  private let interrupts: Interrupts
  private let environment: [String: String]
  /// What all clients share.
  let governor = Governor()

  init(
    _ service: SandboxService?, _ replay: ReplayTransport?, _ interrupts: Interrupts, _ environment: [String: String]
  ) {
    self.service = service
    self.replay = replay
    self.interrupts = interrupts
    self.environment = environment
  }

  /// The one for the person's own requests, and what sets how long they may take.
  func main(_ timeout: Double, maximumBody: Int) -> (transport: any Transport, setTimeout: (Double) -> Void) {
    let curl = CurlTransport(
      options: .init(timeout: timeout, cancellation: interrupts.stoppingDescriptor, environment: environment))
    curl.options.maximumUnpackedBody = maximumBody
    if let service {
      let sandbox = SandboxTransport(
        service, imports: curl, timeout: timeout, cancellation: interrupts.stoppingDescriptor)
      return (sandbox, { sandbox.timeout = $0 })
    }
    if let replay { return (replay, { _ in }) }
    return (RedirectingTransport(curl), { curl.options.timeout = $0 })
  }

  /// Those of completion, in threads of their own.
  var background: Prefetcher.ClientFactory {
    let (service, environment, governor) = (service, environment, governor)
    let isReplay = replay != nil
    return { timeout, cancellation in
      if let service {
        return APIClient(
          SandboxTransport(service, timeout: timeout, cancellation: cancellation), governor: governor)
      }
      if isReplay { return APIClient(ReplayTransport(), governor: governor) }
      return APIClient(
        RedirectingTransport(
          CurlTransport(options: .init(timeout: timeout, cancellation: cancellation, environment: environment))),
        governor: governor)
    }
  }
}

extension ColorChoice {
  fileprivate init(_ mode: ColorMode) {
    self =
      switch mode {
      case .auto: .auto
      case .always: .always
      case .never: .never
      }
  }
}
