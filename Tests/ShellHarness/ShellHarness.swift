internal import CommandLanguage
package import Execution
internal import FeltAPI
package import LineEditing
package import Presentation
package import Prompt
package import Recording
package import Sandbox
package import Terminal

/// A shell with nothing around it: no terminal, no network.
package final class ShellHarness {
  /// What was shown, when that is kept.
  package let screen: MemoryScreen
  package let session: Session
  package let executor: Executor
  package let presenter: Presenter
  package let recorder = Recorder()
  package let editor: LinesEditor
  /// What it talks to, when that is a list of replies.
  package let transport: ScriptedTransport
  package let token: String
  /// Tells the shell when Control-C is pressed.
  package let controlC: ControlC

  /// A shell that is sent the replies of a list.
  package convenience init(
    _ replies: [ScriptedTransport.Reply] = [], typed: [String]? = nil,
    token: String? = "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8", output: ScreenTraits = ScreenTraits(),
    messages: ScreenTraits = ScreenTraits(), variables: [String: String] = [:], clock: StepClock = StepClock(),
    configure: (inout SessionOptions) -> Void = { _ in }
  ) throws {
    let transport = ScriptedTransport(replies)
    var options = SessionOptions()
    options.isInteractive = typed != nil
    configure(&options)
    self.init(
      transport, scripted: transport, editor: LinesEditor(typed ?? [], isInteractive: typed != nil),
      tokens: try TokenSources(file: nil, environment: token.map { ["FELT_API_TOKEN": $0] } ?? [:]),
      token: token ?? "", screen: MemoryScreen(output: output, messages: messages), options: options,
      variables: variables, clock: clock)
  }

  /// A shell that shows what happens on a screen of the test's own.
  package convenience init(screen: any Screen) throws {
    let transport = ScriptedTransport([])
    self.init(
      transport, scripted: transport, editor: LinesEditor([]),
      tokens: try TokenSources(
        file: nil, environment: ["FELT_API_TOKEN": "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8"]),
      token: "", screen: MemoryScreen(), shown: screen, options: SessionOptions(), variables: [:])
  }

  /// A shell that talks to a sandbox in memory.
  package convenience init(
    sandbox service: SandboxService, typed: [String]? = nil, screen: MemoryScreen = MemoryScreen(),
    clock: StepClock = StepClock(), configure: (inout SessionOptions) -> Void = { _ in }
  ) throws {
    var options = SessionOptions()
    options.isSandbox = true
    options.isInteractive = typed != nil
    configure(&options)
    self.init(
      SandboxTransport(service), scripted: ScriptedTransport([]),
      editor: LinesEditor(typed ?? [], isInteractive: typed != nil),
      tokens: try TokenSources(file: nil, environment: [:], fixed: service.token), token: "", screen: screen,
      options: options, variables: [:], clock: clock)
  }

  private init(
    _ transport: any Transport, scripted: ScriptedTransport, editor: LinesEditor, tokens: TokenSources,
    token: String, screen: MemoryScreen, shown: (any Screen)? = nil, options: SessionOptions,
    variables: [String: String], clock: StepClock = StepClock()
  ) {
    let session = Session(
      builder: RequestBuilder(userAgent: Version.userAgent), options: options, variables: variables)
    let formats = Renderer.all.map(\.format)
    let table = CommandTable(commands: ShellCommand.all.map(\.spec), formats: formats)
    let controlC = ControlC()
    let presenter = Presenter(
      screen: shown ?? screen, session: session, table: table, isInterrupted: { controlC.isPressed() })
    let recorder = recorder
    recorder.join(session, keepsSteps: options.isInteractive)
    (self.transport, self.editor, self.token, self.screen) = (scripted, editor, token, screen)
    (self.session, self.presenter, self.controlC) = (session, presenter, controlC)
    executor = Executor(
      session: session,
      environment: Environment(
        client: APIClient(transport), tokens: tokens, dialog: Dialog(editor), recording: recorder.control,
        takeInterruption: { controlC.isPressed() }, pause: { clock.pause($0) }, now: { clock.now }),
      formats: formats,
      sink: Listeners.sink(presenter, recorder))
    executor.environment.transcripts = TranscriptTest.control(executor)
    executor.environment.scriptExports = ScriptExport.control
  }

  /// Completes what is typed in this shell.
  package var completer: Completer { Completer(session, executor.table) }

  /// The lines that a line can be completed to at its end.
  package func completions(of line: String) -> [String] {
    let list = completer.complete(line, line.utf8.count)
    return list.candidates.map {
      String(decoding: Array(line.utf8)[..<list.range.lowerBound], as: UTF8.self) + $0.replacement
    }
  }

  /// Takes the session's part in what the editor asks for.
  package func attach(_ assistant: Assistant) {
    assistant.join(session, executor.table, recorder) { [screen] in screen.messages }
  }

  /// Runs a text as `-c` does, or as a script when it has a name.
  @discardableResult
  package func run(_ text: String, name: String? = nil) -> RunSummary {
    let source: StatementSource = name.map { .script($0) } ?? .commandLine
    let script = Script(parsing: text, source: source, table: executor.table)
    return ScriptRun(executor).run(script)
  }

  /// Runs a text as if a person typed it at the prompt, up to its first failure.
  @discardableResult
  package func type(_ text: String) -> ExitStatus {
    var reader = ScriptReader(text, source: .typed, table: executor.table)
    while let next = reader.next(expanding: session.preferences.aliases) {
      switch next {
      case .failure(let error):
        try? executor.sink(.unreadable(error))
        return .refused
      case .success(let statement):
        if let (failure, _) = executor.run(statement).decisiveFailure { return failure.status }
      }
    }
    return .success
  }
}

/// Whether Control-C was pressed since that was last asked.
package final class ControlC {
  package var isPressed: () -> Bool = { false }
}
