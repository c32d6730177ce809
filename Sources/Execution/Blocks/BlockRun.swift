internal import CommandLanguage

/// Runs a block: its statements, each by the executor.
struct BlockRun {
  let executor: Executor
  let step: StepContext

  private var session: Session { executor.session }

  func run(_ block: Block) throws {
    // A token anywhere in it is refused before any of it runs.
    for statement in block.statements.withInner {
      if let failure = session.tokenFailure(in: statement, executor.table) {
        try step.emit(.refused(failure, statement))
        throw Failure(.inside(failure.status))
      }
    }
    step.result.inner = RunSummary()
    for reference in step.statement.withInner.flatMap(\.command.references).map(\.reference) {
      step.result.outer[reference.name] = step.resolver.variable(reference.name)
    }
    switch block.head {
    case .loop(let loop): try LoopRun(self).run(loop, block.body)
    case .condition(let expectation) where isUndecided(expectation):
      try step.notice(.undecided(step.statement.text))
      try finish(scoped { run(block.body) })
      if let alternative = block.alternative { try finish(scoped { run(alternative) }) }
    case .condition(let expectation):
      let holds = try ConditionChecker(session, step.resolver).holds(expectation)
      try finish(scoped { run(holds ? block.body : block.alternative ?? []) })
    case .retry(let retry): try self.retry(retry, block.body)
    case .finally: try finish(scoped { run(block.body) })
    }
  }

  /// Whether a condition depends on a response, in a run that sends nothing.
  private func isUndecided(_ condition: Expectation) -> Bool {
    guard session.options.isDryRun else { return false }
    switch condition.subject {
    case .status, .time, .header, .path, .count: return true
    case .value, .valueCount:
      return Command.references(in: condition.words).contains { step.resolver.isUnknown($0.reference.name) }
    }
  }

  /// Runs statements; what they come to is counted.
  func run(_ statements: [Statement]) -> BodyOutcome {
    var summary = step.result.inner ?? RunSummary()
    let outcome = executor.run(statements, counting: &summary)
    step.result.inner = summary
    return outcome
  }

  /// Runs something after which the variables that it set first are gone.
  func scoped<Result>(_ body: () throws -> Result) rethrows -> Result {
    let known = Set(session.variables.keys)
    defer { for name in session.variables.keys where !known.contains(name) { session.variables[name] = nil } }
    return try body()
  }

  /// Passes on how statements ended.
  func finish(_ outcome: BodyOutcome) throws {
    step.result.cause = outcome.failure
    switch outcome.end {
    case .quit: step.result.quits = true
    case .brokenPipe: throw Failure(.brokenPipe)
    case .interrupted: throw Failure(.inside(.interrupted))
    case nil: break
    }
    if let (failure, _) = outcome.failure { throw Failure(.inside(failure.status)) }
  }

  // MARK: - retry

  private func retry(_ retry: Block.Retry, _ body: [Statement]) throws {
    let countText = try step.text(retry.count)
    guard let count = Int(countText), (1...Block.Retry.mostTries).contains(count) else {
      throw Failure(.loop(.count(countText)), at: retry.count.range)
    }
    let intervalText = try step.text(retry.interval)
    guard let interval = TimeSpan.pause(intervalText) else {
      throw Failure(.loop(.interval(intervalText)), at: retry.interval.range)
    }
    if session.options.isDryRun { return try finish(scoped { run(body) }) }
    let outer = step.result.inner ?? RunSummary()
    let isInTentative = executor.isTentative
    defer { executor.isTentative = isInTentative }
    for attempt in 1...count {
      executor.isTentative = isInTentative || attempt < count
      step.result.inner = outer
      let outcome = scoped { run(body) }
      guard attempt < count, outcome.end == nil, let (failure, statement) = outcome.failure, failure.mayPass else {
        return try finish(outcome)
      }
      try step.emit(.attemptFailed(statement, failure, attempt: attempt, of: count, pause: interval))
      if !executor.environment.pause(interval) {
        _ = executor.environment.takeInterruption()
        let failure = Failure(.interrupted)
        step.result.inner = outer
        try step.emit(.refused(failure, step.statement))
        throw Failure(.inside(.interrupted))
      }
    }
  }
}

/// Decides whether the condition of an `if` holds.
struct ConditionChecker {
  private let checker: ExpectationChecker

  init(_ session: Session, _ resolver: VariableResolver) {
    checker = ExpectationChecker(session, resolver)
  }

  /// - Throws: why it can't be decided.
  func holds(_ condition: Expectation) throws(Failure) -> Bool {
    do throws(Failure) {
      try checker.check(condition)
      return true
    } catch {
      switch error.reason {
      case .expectation(.noResponse): throw Failure(.noResponseYet)
      case .expectation: return false
      default: throw error
      }
    }
  }
}
