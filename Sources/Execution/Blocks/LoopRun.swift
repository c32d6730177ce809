internal import CommandLanguage
internal import Platform

/// Runs a loop: its statements once for each item.
struct LoopRun {
  private let block: BlockRun
  private let executor: Executor
  private let step: StepContext
  private let session: Session
  /// After so many items in a row that failed alike a loop ends.
  static let alikeLimit = 3

  init(_ block: BlockRun) {
    self.block = block
    (executor, step, session) = (block.executor, block.step, block.executor.session)
  }

  func run(_ loop: Block.Loop, _ body: [Statement]) throws {
    let name = loop.variable.text
    let items = try step.items(loop.source, for: name)
    let shadowed = session.variables[name]
    defer { session.variables[name] = shadowed }
    var summary = LoopSummary(state: LoopState(total: items.total))
    summary.isTentative = executor.isTentative
    var outcome = BodyOutcome()
    var number = 0
    var alike = (likeness: "", count: 0)
    var first: (failure: Failure, statement: Statement)?
    while summary.stop == nil {
      let next: LoopItems.Item?
      do { next = try items.next() } catch let error as FileError {
        if summary.last != nil { try step.emit(.loopEnded(step.statement, summary)) }
        throw Failure(error)
      }
      guard let next else { break }
      number += 1
      let item = LoopItem(
        number: number, title: next.title, file: step.statement.source.file, line: step.statement.line,
        key: session.options.marksItems ? next.key(isOwn: items.isOwn) : "")
      if number == 1 { try step.emit(.loopBegan(step.statement, summary.state)) }
      if session.doneItems.take(executor.items + [item]) {
        summary.state.skipped += 1
        continue
      }
      summary.last = item
      outcome = try run(item, next, name, isOwn: items.isOwn, body)
      summary.take(
        ItemResult(item: item, failure: outcome.failure), fraction: items.fraction, session.options.isVerbose)
      if let (failure, statement) = outcome.failure {
        first = first ?? (failure, statement)
        let likeness = "\(statement.line) \(failure.likeness)"
        alike = likeness == alike.likeness ? (likeness, alike.count + 1) : (likeness, 1)
      } else {
        alike = ("", 0)
      }
      try step.emit(.itemEnded(item, outcome.failure?.failure, summary.state))
      summary.stop = stop(outcome, alike.count)
    }
    guard number > 0 else { return try step.notice(.nothingToLoop(items.empty)) }
    try step.emit(.loopEnded(step.statement, summary))
    try block.finish(BodyOutcome(failure: first, end: outcome.end))
  }

  private func run(
    _ item: LoopItem, _ next: LoopItems.Item, _ name: String, isOwn: Bool, _ body: [Statement]
  ) throws -> BodyOutcome {
    executor.items.append(item)
    defer { executor.items.removeLast() }
    try step.emit(.itemBegan(item))
    if let problem = next.problem {
      try step.emit(.refused(problem, step.statement))
      var summary = step.result.inner ?? RunSummary()
      summary.fail(problem.status)
      step.result.inner = summary
      return BodyOutcome(failure: (problem, step.statement))
    }
    return block.scoped {
      session.variables[name] = Variable(next.value, definedBy: step.result.number, isOwn: isOwn)
      return block.run(body)
    }
  }

  /// Why no other item is to run; nil when one is.
  private func stop(_ outcome: BodyOutcome, _ alike: Int) -> LoopStop? {
    switch outcome.end {
    case .interrupted: return .interrupted
    case .quit: return .quit
    case .brokenPipe: return .brokenPipe
    case nil: break
    }
    guard let (failure, _) = outcome.failure else { return nil }
    switch failure.status {
    case .unauthorized: return .tokenRefused
    case .noResponse: return .noResponse
    default: break
    }
    if session.options.errorPolicy == .stop { return .onError }
    return alike >= Self.alikeLimit ? .alike(alike) : nil
  }
}

extension LoopSummary {
  fileprivate mutating func take(_ result: ItemResult, fraction: Double?, _ keepsAll: Bool) {
    state.done += 1
    state.fraction = fraction
    if result.failure != nil {
      state.failed += 1
      if failed.count < Self.longest { failed.append(result) }
    }
    if keepsAll, items.count < Self.longest { items.append(result) }
  }
}
