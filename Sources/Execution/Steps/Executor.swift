package import CommandLanguage
internal import FeltAPI
internal import JSONText
internal import Platform

/// Runs statements: the one loop for the prompt, a pipe, `-c` and scripts.
package final class Executor {
  package let session: Session
  package var environment: Environment
  package let table: CommandTable
  private let commands: [String: ShellCommand]
  /// Takes what happens.
  package var sink: EventSink
  /// The items of the loops that run, the outermost first.
  var items: [LoopItem] = []
  /// Whether what runs will run again when it does not go well.
  var isTentative = false
  /// Has the last word on what came of a step, before that is an event.
  package var judge: (inout StepResult) -> Void = { _ in }
  /// Whether a failure doesn't end what runs, whatever ends others.
  var passes: (Failure) -> Bool = { _ in false }

  package init(
    session: Session, environment: Environment, commands: [ShellCommand] = ShellCommand.all,
    formats: [OutputFormat] = [], sink: @escaping EventSink = { _ in }
  ) {
    self.session = session
    self.environment = environment
    self.commands = Dictionary(commands.map { ($0.spec.name, $0) }, uniquingKeysWith: { first, _ in first })
    table = CommandTable(commands: commands.map(\.spec), formats: formats)
    self.sink = sink
    // A notice that can't be shown must not end a request that is under way.
    environment.client.notify = { notice in try? sink(.notice(notice)) }
    if let (token, source) = environment.tokens.initial {
      session.builder.token = token
      session.tokenSource = source
    }
  }

  /// Runs one statement and the expectations that belong to it.
  package func run(_ statement: Statement) -> StepResult {
    let step = start(statement)
    for expectation in statement.expectations where !check(expectation, in: step) { break }
    return finish(step)
  }

  /// Begins a step, whose expectations may still be to come.
  package func start(_ statement: Statement) -> StepContext {
    session.stepCount += 1
    let step = StepContext(
      statement, session: session, environment: environment, table: table,
      runScript: { [unowned self] script in ScriptRun(self).run(script).status }, sink: sink)
    (step.result.items, step.result.isTentative) = (items, isTentative)
    step.result.failure = failure { try perform(step) }
    if session.options.isDryRun, statement.source.file != nil, case .dryRun? = step.result.failure?.reason {
      step.result.failure = nil
      try? sink(.notice(.needsResponse(statement.text)))
    }
    if session.options.isDryRun, step.result.failure == nil, case .call(let call) = statement.command.action,
      let variable = call.variable
    {
      step.set(variable.text, .unknown("$" + variable.text))
    }
    return step
  }

  /// Checks an expectation that belongs to a step.
  ///
  /// - Returns: whether the next one is to be checked.
  package func check(_ statement: Statement, in step: StepContext) -> Bool {
    guard step.result.failure?.isResponse ?? true, let expectation = statement.command.expectation else { return false }
    if session.options.isDryRun { return true }
    let resolver = VariableResolver(session)
    let failure = failure { try ExpectationChecker(session, resolver).check(expectation) }
    step.result.expectations.append(
      ExpectationResult(statement: statement, failure: failure, resolutions: resolver.resolutions))
    if failure == nil, expectation.subject == .status { step.result.isExpected = true }
    return failure == nil
  }

  /// Ends a step: its result is an event.
  package func finish(_ step: StepContext) -> StepResult {
    step.result.resolutions = step.resolver.resolutions
    judge(&step.result)
    if let failure = failure({ try sink(.stepEnded(step.result)) }), step.result.failure == nil {
      step.result.failure = failure
    }
    if !LargeValues.isEmpty { _ = BackgroundThread.start { LargeValues.free() } }
    return step.result
  }

  private func perform(_ step: StepContext) throws {
    try sink(.statementBegan(step.statement))
    if let failure = session.tokenFailure(in: step.statement, table) { throw failure }
    switch step.statement.command.action {
    case .nothing: break
    case .request(let line, let variable): try step.request(line, variable: variable)
    case .block(let block): try BlockRun(executor: self, step: step).run(block)
    case .call(let call):
      guard let command = commands[call.name] else {
        throw Failure(SyntaxError(.unknownCommand(call.name, suggestion: nil), at: call.nameRange))
      }
      if let (capability, range) = command.spec.need(of: call) { try step.trust.require(capability, at: range) }
      step.result.recording = command.spec.recording
      try command.run(call, step)
    }
  }

  /// What a closure throws, as a failure.
  private func failure(_ body: () throws -> Void) -> Failure? {
    do {
      try body()
      return nil
    } catch let failure as Failure {
      return failure
    } catch let error as SyntaxError {
      return Failure(error)
    } catch {
      return Failure(.other("\(error)"))
    }
  }
}

extension Session {
  /// Why a statement may not run because of a token in its text; nil when there is none.
  func tokenFailure(in statement: Statement, _ table: CommandTable) -> Failure? {
    guard !table.takesForeignText(statement), let range = leakDetector.firstToken(in: Array(statement.text.utf8)) else {
      return nil
    }
    return Failure(.tokenInLine, at: range)
  }
}

/// A command: what it is called and takes, and what it does.
package struct ShellCommand: Sendable {
  package let spec: CommandSpec
  package let run: @Sendable (CommandCall, StepContext) throws -> Void

  package init(_ spec: CommandSpec, run: @escaping @Sendable (CommandCall, StepContext) throws -> Void = { _, _ in }) {
    self.spec = spec
    self.run = run
  }
}
