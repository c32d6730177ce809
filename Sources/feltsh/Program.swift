internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import LineEditing
internal import Presentation
internal import Prompt
internal import Recording
internal import Terminal

/// Makes the parts of the program and starts what the command line asks for.
struct Program {
  private let arguments: Arguments
  private let environment: [String: String]
  private let secrets: [String: String]
  private let screen: StandardScreen
  /// Whether scripts are explained in place of being run.
  private let explainsScripts: Bool

  init(
    _ arguments: Arguments, environment: [String: String], secrets: [String: String], explainsScripts: Bool = false
  ) {
    self.arguments = arguments
    self.explainsScripts = explainsScripts
    self.environment = environment
    self.secrets = secrets
    screen = StandardScreen(color: arguments.color, environment: environment)
  }

  /// - Returns: the exit status.
  func run() -> Int32 {
    do {
      let interrupts = try Interrupts()
      if let kind = arguments.generate {
        try screen.write(Array(kind.text(CommandTable.program).utf8))
        return ExitStatus.success.rawValue
      }
      try arguments.checkSandboxOptions()
      if arguments.task == ProgramTask.sandbox.rawValue {
        if let word = arguments.words.first { throw UsageProblem.unexpectedWord(word, "feltsh help sandbox") }
        return try SandboxCommand(arguments, screen, environment: environment).run(interrupts)
      }
      return try start(try ShellParts(arguments, environment, secrets, screen, interrupts))
    } catch let failure as Failure {
      screen.message(FailureRenderer(text: "").render(failure))
      return failure.status.rawValue
    } catch let problem as UsageProblem {
      let text = Redactor().redacting(problem.message)
      screen.message(FailureRenderer(text: "").render(Failure(.startUp(text, advice: problem.advice))))
      return ExitStatus.refused.rawValue
    } catch {
      screen.message(StyledText("error: ", .failure) + StyledText(SafeText.of("\(error)")))
      return ExitStatus.refused.rawValue
    }
  }

  private func start(_ parts: ShellParts) throws -> Int32 {
    if let file = arguments.record { try parts.record(to: file, isTranscript: arguments.transcript) }
    defer { parts.end() }
    let run = ScriptRun(parts.executor)
    if explainsScripts {
      let isReadable = try FileHelp(parts.executor).run(files: arguments.words)
      return isReadable ? ExitStatus.success.rawValue : ExitStatus.refused.rawValue
    }
    if !arguments.commands.isEmpty {
      if let word = arguments.task { throw UsageProblem.notTogether("-c", word) }
      return execute(arguments.commands.joined(separator: "\n"), run, parts)
    }
    guard let word = arguments.task else {
      if parts.isInteractive {
        return parts.repl(startup: arguments.noRc ? nil : StartupFile(environment: environment)).run()
      }
      let loop = PipeLoop(parts.executor, presenter: parts.presenter, editor: parts.editor)
      return parts.signals.status(loop.run())
    }
    let files = arguments.words
    switch ProgramTask(rawValue: word) {
    case .run:
      guard !files.isEmpty else { throw UsageProblem.noScript }
      return parts.signals.status(run.run(files: files).status.rawValue)
    case .check:
      guard !files.isEmpty else { throw UsageProblem.nothingToCheck }
      let errors = try FileCheck(parts.executor).run(files: files)
      return errors == 0 ? ExitStatus.success.rawValue : ExitStatus.refused.rawValue
    case .test:
      guard !files.isEmpty else { throw UsageProblem.nothingToTest }
      return parts.signals.status(test(files, parts).rawValue)
    case .help:
      return execute(([word] + files).joined(separator: " "), run, parts)
    case .sandbox, nil:
      throw UsageProblem.unknownWord(word)
    }
  }

  private func test(_ files: [String], _ parts: ShellParts) -> ExitStatus {
    var options = TranscriptControl.Options()
    options.isStrict = arguments.strict
    options.updates = arguments.update
    let summaries = TranscriptTest(parts.executor).run(files: files, options)
    return summaries.first { $0.status != .success }?.status ?? .success
  }

  private func execute(_ text: String, _ run: ScriptRun, _ parts: ShellParts) -> Int32 {
    let script = Script(parsing: text, source: .commandLine, table: parts.executor.table)
    return parts.signals.status(run.run(script).status.rawValue)
  }
}
