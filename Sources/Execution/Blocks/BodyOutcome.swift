internal import CommandLanguage

/// What came of the statements of a script or of a block.
struct BodyOutcome {
  /// The first failure, and where.
  var failure: (failure: Failure, statement: Statement)?
  /// Why nothing more is to run, around them either.
  var end: End?

  enum End { case interrupted, quit, brokenPipe }
}

extension Executor {
  /// Whether statements after one that failed run too.
  var continuesOnError: Bool { session.options.errorPolicy == .continue }

  /// Runs statements one after another, up to the first failure. `finally` at their end runs whatever happened.
  ///
  /// - Parameters:
  ///   - summary: takes the counts.
  ///   - willRun: told the index of a statement before it runs.
  func run(
    _ statements: [Statement], counting summary: inout RunSummary, willRun: (Int) -> Void = { _ in }
  ) -> BodyOutcome {
    var outcome = BodyOutcome()
    let end = statements.lastIndex { $0.isFinally } ?? statements.count
    for (index, statement) in statements[..<end].enumerated() {
      let limit = session.retainedBodyLimit
      if statements[..<end].forgets(index) { session.retainedBodyLimit = min(limit, Session.passingBodyLimit) }
      willRun(index)
      let result = run(statement)
      session.retainedBodyLimit = limit
      summary.count(result)
      take(result, &outcome)
      if outcome.end == nil, environment.takeInterruption() {
        let failure = Failure(.interrupted)
        summary.fail(failure.status)
        try? sink(.refused(failure, statement))
        outcome.failure = outcome.failure ?? (failure, statement)
        outcome.end = .interrupted
      }
      if outcome.end != nil || (outcome.failure != nil && !continuesOnError) {
        let rest = statements[(index + 1)..<end]
        if outcome.end == .brokenPipe {
          // A reader that leaves ends what only shows something, and is a failure of what would have been sent.
          summary.unreached += rest.count { table.effect(of: $0) > .local }
        } else if outcome.end != .quit {
          summary.unreached += rest.count { !$0.isComment }
        }
        break
      }
    }
    for statement in statements[end...] where statement.isFinally {
      willRun(end)
      environment.setCleaning(true)
      // What ended the statements before it is not to end its first request.
      if outcome.end == .interrupted { _ = environment.takeInterruption() }
      let result = run(statement)
      environment.setCleaning(false)
      summary.count(result)
      take(result, &outcome)
    }
    return outcome
  }

  private func take(_ result: StepResult, _ outcome: inout BodyOutcome) {
    if result.quits { outcome.end = outcome.end ?? .quit }
    // What runs again when it doesn't go well ends here at its first failure.
    guard let decisive = result.decisiveFailure, result.isTentative || !passes(decisive.failure) else { return }
    if case .brokenPipe = decisive.failure.reason {
      outcome.end = outcome.end ?? .brokenPipe
      return
    }
    outcome.failure = outcome.failure ?? result.cause ?? decisive
    if decisive.failure.status == .interrupted { outcome.end = .interrupted }
  }
}

extension ArraySlice<Statement> {
  /// Whether nothing looks at the response of a statement once it has ended: a request without `$_` comes next.
  fileprivate func forgets(_ index: Int) -> Bool {
    var next = index + 1
    while next < endIndex, self[next].isComment { next += 1 }
    guard next < endIndex, self[index].expectations.isEmpty, self[next].request != nil else { return false }
    return !self[next].text.utf8.contains(UInt8(ascii: "$"))
      || !self[next].command.references.contains { $0.reference.name == "_" }
  }
}

extension RunSummary {
  /// Takes a statement that ran.
  mutating func count(_ result: StepResult) {
    if let inner = result.inner {
      add(inner)
    } else if !result.statement.isComment {
      commands += 1 + result.expectations.count
    }
    guard let (failure, _) = result.decisiveFailure, (result.inner?.failures ?? 0) == 0 else { return }
    if case .brokenPipe = failure.reason { return }
    fail(failure.status)
  }
}
