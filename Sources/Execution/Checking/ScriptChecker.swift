package import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Finds what is wrong with scripts without sending anything. Scripts that are checked one after another share their
/// variables, as those of one run do.
package struct ScriptChecker {
  private let session: Session
  let table: CommandTable
  private let calls: CallChecker
  var scope: CheckedScope
  var report = ScriptReport()
  /// How often what is checked runs, as far as it is known.
  var factor = 1
  /// How many scripts source one another here.
  var depth = 0
  /// The files that the variables of loops go through.
  var loopFiles: [String: [String]] = [:]
  /// Whether a path without a slash at its beginning counts from somewhere that is known.
  private var knowsLocation = true
  private let isCancelled: () -> Bool
  /// Whether checking was stopped before its end.
  private(set) var wasCancelled = false

  /// - Parameter isCancelled: asked now and then whether to stop.
  package init(session: Session, table: CommandTable, isCancelled: @escaping () -> Bool = { false }) {
    self.session = session
    self.table = table
    self.isCancelled = isCancelled
    calls = CallChecker(session.builder)
    scope = CheckedScope(known: session.variables.keys)
  }

  /// Finds what is wrong with a script, sending nothing. The problems are in the order of its lines.
  package mutating func check(_ script: Script) -> ScriptReport {
    report = ScriptReport()
    report.unreadable = script.errors
    report.parameters = script.parameters(table)
    check(script.statements)
    for use in scope.takeUnused() {
      add(Failure(.unusedVariable(use.name.text), at: use.name.range), use.statement, true)
    }
    for (failure, deletion) in script.unconfirmedDeletions(session) { add(failure, deletion) }
    report.problems.sort { $0.statement.line < $1.statement.line }
    return report
  }

  mutating func check(_ statements: [Statement]) {
    for statement in statements {
      wasCancelled = wasCancelled || isCancelled()
      if wasCancelled { return }
      check(statement)
      let isError = statement.expectations.contains(where: \.expectsError)
      for expectation in statement.expectations { check(expectation, ofError: isError) }
    }
  }

  mutating func add(_ failure: Failure, _ statement: Statement, _ isWarning: Bool = false) {
    report.problems.append(.init(failure: failure, statement: statement, isWarning: isWarning))
  }

  private mutating func check(_ statement: Statement, ofError isError: Bool = false) {
    if let failure = session.tokenFailure(in: statement, table) { add(failure, statement) }
    let command = statement.command
    let condition = statement.block?.condition ?? command.expectation
    for (reference, range) in command.references {
      guard let failure = scope.use(reference, at: range) else { continue }
      // A condition may ask whether there is such a variable.
      add(failure, statement, condition?.asksFor(reference) ?? false)
    }
    if !isError, let path = condition?.neededPath, let members = scope.membersInsteadOfPath(path.text) {
      add(Failure(.nothingInResponse(path: path.text, members: members), at: path.range), statement)
    }
    let resolver = VariableResolver(assuming: session)
    let check = StatementCheck(
      session: session, resolver: resolver, trust: trust(statement), table: table, checker: calls)
    switch command.action {
    case .nothing: break
    case .request(let line, let variable):
      count(line)
      let (operation, failures) = check.request(line, knowsLocation: knowsLocation)
      for failure in failures { add(failure, statement) }
      if let variable { scope.bind(variable, operation?.response, statement) }
      scope.bindLast(operation?.response)
    case .block(let block): self.block(block, statement, check)
    case .call(let call):
      for failure in check.call(call) { add(failure, statement) }
      if let spec = table.command(named: call.name) {
        countUploads(call, spec, check)
        take(call, spec, statement)
      }
    }
  }

  private func trust(_ statement: Statement) -> Trust {
    Trust(statement.source, allowsShell: session.options.allowsShell)
  }

  private mutating func count(_ line: RequestLine) {
    report.requests += factor
    switch line.method {
    case .get, .head: break
    case .delete: report.deletions += factor
    default: report.writes += factor
    }
  }

  /// Notes what a command changes that later statements depend on.
  private mutating func take(_ call: CommandCall, _ spec: CommandSpec, _ statement: Statement) {
    if let line = call.request, spec.effect > .session { count(line) }
    if spec.recording == .verbatim, spec.effect >= .reads {
      // However many it takes: a recording has a line for it.
      report.requests += factor
      if spec.effect >= .writes { report.writes += factor }
    }
    if let gives = spec.gives {
      // A request in its place gives what that operation responds.
      let schema = call.request == nil ? gives(call)?.response : nil
      if let variable = call.variable { scope.bind(variable, schema, statement) }
      scope.bindLast(schema)
    }
    for argument in call.arguments {
      switch argument.value {
      case .assignment(let name, _):
        scope.bind(name, nil, statement)
      case .word(let word):
        let kind = spec.kind(of: argument)
        if kind == .variable, spec.effect == .session, let name = word.text { scope.forget(name) }
        if kind == .location, spec.recording == .folded { knowsLocation = false }
        if kind == .script, let path = word.text { sourced(path, word.range, statement) }
      default: break
      }
    }
  }
}
