internal import CommandLanguage
internal import FeltAPI
internal import HTTPTransport
internal import LineEditing
internal import Platform
internal import Sandbox
internal import SandboxServer
internal import Shell
internal import Terminal

/// Makes the parts of the program and starts what the command line asks for.
struct Program {
  private let arguments: Arguments
  private let environment: [String: String]
  private let secrets: [String: String]
  private let screen: StandardScreen

  init(_ arguments: Arguments, environment: [String: String], secrets: [String: String]) {
    self.arguments = arguments
    self.environment = environment
    self.secrets = secrets
    screen = StandardScreen(color: arguments.color, environment: environment)
  }

  /// - Returns: the exit status.
  func run() -> Int32 {
    do {
      let interrupts = try Interrupts()
      if arguments.words.first == "sandbox" {
        if arguments.words.count > 1 {
          throw Failure(
            .unreadable, "sandbox takes options alone, and \(arguments.words[1]) is none", advice: "feltsh help sandbox"
          )
        }
        return try SandboxCommand(arguments, screen, environment: environment).run(interrupts)
      }
      let interpreter = try makeInterpreter(interrupts)
      return try start(interpreter, interrupts)
    } catch let failure as Failure {
      screen.message(FailureRenderer(text: "").render(failure))
      return failure.status.rawValue
    } catch {
      screen.message(StyledText("error: ", .failure) + StyledText("\(error)"))
      return ExitStatus.unreadable.rawValue
    }
  }

  private func start(_ interpreter: Interpreter, _ interrupts: Interrupts) throws -> Int32 {
    let runner = ScriptRunner(interpreter, goesOn: arguments.onError == .continue)
    if let file = arguments.record { try interpreter.startRecording(to: file) }
    defer { interpreter.end() }
    if !arguments.commands.isEmpty {
      guard arguments.words.isEmpty else {
        throw Failure(.unreadable, "-c and \(arguments.words[0]) do not go together")
      }
      return runner.run(arguments.commands.joined(separator: "\n")).status.rawValue
    }
    switch arguments.words.first {
    case nil:
      return interpreter.isInteractive
        ? Repl(
          interpreter, history: SessionHistory(environment: environment),
          startup: arguments.noRc ? nil : StartupFile(environment: environment)
        ).run()
        : StreamRunner(interpreter, runner).run()
    case "run"?:
      let files = Array(arguments.words.dropFirst())
      guard !files.isEmpty else { throw Failure(.unreadable, "run needs a script: feltsh run FILE...") }
      return runner.run(files: files).status.rawValue
    case "help"?:
      return runner.run(arguments.words.joined(separator: " ")).status.rawValue
    case let word?:
      throw Failure(
        .unreadable, "there is nothing to do for \(word)",
        advice: "feltsh run FILE, feltsh -c 'get /user', feltsh --help")
    }
  }

  private func makeInterpreter(_ interrupts: Interrupts) throws -> Interpreter {
    var options = SessionOptions()
    options.isSandbox = arguments.sandbox
    options.isReadOnly = arguments.readOnly
    options.assumesYes = arguments.yes
    options.isDryRun = arguments.dryRun
    options.isPretty = arguments.pretty
    options.isVerbose = arguments.verbose
    options.allowsShell = arguments.allowShell
    options.skipsChecks = arguments.noCheck
    options.environment = environment
    options.isInteractive = arguments.commands.isEmpty && arguments.words.isEmpty && screen.inputIsTerminal
    let configuration = try SandboxCommand.configuration(arguments)
    let service = arguments.sandbox ? SandboxService(configuration: configuration) : nil
    let timeout = try Self.seconds(arguments.timeout)
    let curl = CurlTransport(
      options: .init(timeout: timeout, cancellation: interrupts.descriptor, environment: environment))
    let assistant = Assistant()
    let interpreter = Interpreter(
      transport: service.map { SandboxTransport($0, imports: curl, timeout: timeout, cancellation: interrupts.descriptor) }
        ?? RedirectingTransport(curl),
      screen: screen, editor: makeEditor(interrupts, options, assistant), baseURL: try baseURL(),
      tokens: try TokenSources(
        file: arguments.tokenFile, environment: secrets, fixed: service?.token),
      options: options, variables: try variables(),
      controls: .init(
        setTimeout: { curl.options.timeout = $0 }, timeout: { curl.options.timeout },
        setColor: { [screen] in screen.color = $0 },
        takeInterruption: { interrupts.consume().contains(.interrupt) }))
    assistant.interpreter = interpreter
    assistant.prefetcher = makePrefetcher(interrupts, service)
    return interpreter
  }

  private func makeEditor(
    _ interrupts: Interrupts, _ options: SessionOptions, _ assistant: Assistant
  ) -> any LineEditor {
    let callbacks = EditorCallbacks(
      continuation: Self.continuation, complete: { assistant.complete($0, $1) }, hint: { assistant.hint($0) })
    let settings = EditorSettings(environment: environment)
    let terminal = StandardScreen.errorDescriptor
    if options.isInteractive,
      let editor = EditlineEditor(
        input: StandardScreen.inputDescriptor, output: terminal, settings: settings, interrupts: interrupts,
        callbacks: callbacks)
    {
      return editor
    }
    return PipeEditor(
      input: StandardScreen.inputDescriptor, prompting: options.isInteractive ? terminal : nil, interrupts: interrupts,
      continuation: Self.continuation)
  }

  /// What asks for ids to complete, over a transport of its own.
  private func makePrefetcher(_ interrupts: Interrupts, _ service: SandboxService?) -> Prefetcher {
    let environment = environment
    return Prefetcher(signals: interrupts.descriptor, keys: StandardScreen.inputDescriptor) { timeout, cancellation in
      if let service { return SandboxTransport(service, cancellation: cancellation) }
      return RedirectingTransport(
        CurlTransport(options: .init(timeout: timeout, cancellation: cancellation, environment: environment)))
    }
  }

  /// How both editors know that a command goes on.
  private static var continuation: Continuation {
    Continuation {
      var scanner = ContinuationScanner()
      return { scanner.goesOn(after: $0) }
    }
  }

  private func baseURL() throws -> BaseURL {
    guard !arguments.sandbox, let text = arguments.baseURL ?? environment["FELT_BASE_URL"], !text.isEmpty else {
      return .felt
    }
    guard let url = BaseURL(text) else {
      throw Failure(.unreadable, "\(text) is no base URL", advice: "as in https://felt.com/api/v2")
    }
    return url
  }

  private func variables() throws -> [String: String] {
    var result: [String: String] = [:]
    for text in arguments.variables {
      let name = String(text.prefix { $0 != "=" })
      guard name.count < text.count, CommandParser.isVariableName(name), name != "_" else {
        throw Failure(.unreadable, "--var takes NAME=VALUE, and not \(text)")
      }
      result[name] = String(text.dropFirst(name.count + 1))
    }
    return result
  }

  private static func seconds(_ value: Double) throws -> Double {
    guard value > 0, value < 86_400 else { throw Failure(.unreadable, "--timeout takes a number of seconds") }
    return value
  }
}
