package import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import Platform

/// What running scripts came to.
package struct RunSummary: Sendable, Hashable {
  /// The first failure's.
  package var status = ExitStatus.success
  /// How many commands ran.
  package var commands = 0
  package var failures = 0
  /// Whether a script said `quit`.
  package var hasQuit = false
  /// How many commands were not reached.
  package var unreached = 0

  package init() {}

  package mutating func add(_ other: RunSummary) {
    if status == .success { status = other.status }
    commands += other.commands
    failures += other.failures
    unreached += other.unreached
    hasQuit = hasQuit || other.hasQuit
  }

  package mutating func fail(_ status: ExitStatus) {
    failures += 1
    if self.status == .success { self.status = status }
  }
}

/// Runs the statements of scripts one after another, up to the first failure.
package struct ScriptRun {
  private let executor: Executor
  /// Whether a failure doesn't end the script, whatever ends others.
  private let passes: (Failure) -> Bool

  package init(_ executor: Executor, passing passes: @escaping (Failure) -> Bool = { _ in false }) {
    self.executor = executor
    self.passes = passes
  }

  /// Runs files one after another in one session, and says at the end what came of it. All of them are read first.
  package func run(files: [String]) -> RunSummary {
    var scripts: [Script] = []
    var total = RunSummary()
    for file in files {
      do throws(FileError) {
        let script = try Script(file: file, table: executor.table, isCancelled: executor.environment.takeInterruption)
        if script.wasCancelled {
          total.fail(.interrupted)
          break
        }
        scripts.append(script)
      } catch {
        try? executor.sink(.noScript(error))
        total.fail(.refused)
      }
    }
    for script in scripts where total.status != .interrupted && !isRunnable(script, &total) { continue }
    if total.status == .success { refuseMissingVariables(of: scripts, &total) }
    if total.status == .success {
      for script in scripts {
        total.add(execute(script))
        if total.status == .interrupted || (total.status != .success && !executor.continuesOnError) || total.hasQuit {
          break
        }
      }
    }
    try? executor.sink(.runEnded(files: files, total))
    if executor.session.options.isDryRun { try? executor.sink(.notice(.dryRun)) }
    return total
  }

  /// Runs a script that was read.
  package func run(_ script: Script) -> RunSummary {
    var summary = RunSummary()
    guard isRunnable(script, &summary) else { return summary }
    if case .script = script.source { refuseMissingVariables(of: [script], &summary) }
    return summary.status == .success ? execute(script) : summary
  }

  /// Refuses scripts with variables that nothing sets, before anything is sent.
  private func refuseMissingVariables(of scripts: [Script], _ summary: inout RunSummary) {
    for (failure, statement) in scripts.missingVariables(known: Set(executor.session.variables.keys), executor.table) {
      try? executor.sink(.refused(failure, statement))
      summary.fail(failure.status)
    }
  }

  /// Whether nothing stands against running a script, which is told otherwise.
  private func isRunnable(_ script: Script, _ summary: inout RunSummary) -> Bool {
    for error in script.errors {
      try? executor.sink(.unreadable(error))
      summary.fail(.refused)
    }
    guard script.errors.isEmpty else { return false }
    let options = executor.session.options
    guard case .script = script.source else { return true }
    let check = TrustCheck(
      trust: Trust(script.source, allowsShell: options.allowsShell), table: executor.table,
      builder: executor.session.builder)
    var refusals = script.statements.flatMap(check.failures)
    if !options.isDryRun { refusals += script.unconfirmedDeletions(executor.session).prefix(1) }
    for (failure, statement) in refusals {
      try? executor.sink(.refused(failure, statement))
      summary.fail(failure.status)
    }
    return refusals.isEmpty
  }

  private func execute(_ script: Script) -> RunSummary {
    let session = executor.session
    let passedBefore = executor.passes
    executor.passes = passes
    defer {
      session.retainedBodyLimit = Session.usualBodyLimit
      executor.passes = passedBefore
    }
    var summary = RunSummary()
    let statements = script.statements
    let outcome = executor.run(statements, counting: &summary) { index in
      // Nothing looks at the last response again: however long it is, it need not stay in memory.
      guard index == statements.count - 1, session.sourceDepth == 0, statements[index].request != nil,
        statements[index].expectations.isEmpty
      else { return }
      let isCompared = !statements[index].transcript.isEmpty
      session.retainedBodyLimit = isCompared ? Session.passingBodyLimit : Session.lastBodyLimit
    }
    summary.hasQuit = outcome.end == .quit
    if outcome.end == .brokenPipe, summary.unreached > 0 { summary.fail(.refused) }
    return summary
  }
}

extension CommandTable {
  /// The most that a statement does.
  package func effect(of statement: Statement) -> CommandSpec.Effect {
    switch statement.command.action {
    case .nothing: .local
    case .call(let call): command(named: call.name)?.effect ?? .local
    case .block(let block): block.statements.map(effect).max() ?? .local
    case .request(let line, _):
      switch line.method {
      case .get, .head: .reads
      case .delete: .deletes
      default: .writes
      }
    }
  }
}
