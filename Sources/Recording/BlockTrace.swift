internal import CommandLanguage
internal import Execution
internal import HTTPTypes

/// What ran in a block, as far as a recording needs it.
struct BlockTrace {
  /// A place in the text that was typed.
  struct Place: Hashable {
    let line: Int
    let column: Int

    init(_ statement: Statement) {
      (line, column) = (statement.line, statement.indentation)
    }
  }

  /// The requests, each as it was sent first.
  private(set) var requests: [Place: (call: ResolvedCall, exchange: Exchange)] = [:]
  /// The last steps that set variables, by their names.
  private(set) var definitions: [String: Int] = [:]
  /// What is true of the responses to each statement, in every round; nil for what is not compared.
  private(set) var transcripts: [Place: [TranscriptBlock]?] = [:]
  private(set) var names: RoundNames
  /// The items of the loops that the last statement ran in.
  private var items: [LoopItem] = []

  /// - Parameters:
  ///   - names: the names that ids have.
  ///   - outer: the block around it.
  init(_ names: IdentifierNames, inside outer: BlockTrace?) {
    self.names = outer?.names ?? RoundNames(outer: Set(names.all.values))
    transcripts = outer?.transcripts ?? [:]
    items = outer?.items ?? []
  }

  /// - Parameter transcript: what is written below the statement; nil for what is not compared.
  mutating func add(_ result: StepResult, _ transcript: [TranscriptBlock]?) {
    add(transcript, of: result)
    if let call = result.call, let exchange = result.exchanges.last, requests[Place(result.statement)] == nil {
      requests[Place(result.statement)] = (call, exchange)
    }
    for change in result.changes { if case .variable(let name, _) = change { definitions[name] = result.number } }
  }

  private mutating func add(_ transcript: [TranscriptBlock]?, of result: StepResult) {
    // What is tried again has not said its last word.
    if result.isTentative, result.decisiveFailure != nil { return }
    if items != result.items { names.beginRound() }
    items = result.items
    let place = Place(result.statement)
    guard let known = transcripts[place] else { return transcripts[place] = .some(transcript) }
    guard let known, let transcript, known.count == transcript.count else { return transcripts[place] = .some(nil) }
    let merged = zip(known, transcript).compactMap { $0.merged($1, &names) }
    transcripts[place] = .some(merged.count == known.count ? merged : nil)
  }

  /// The lines below a statement.
  func transcript(of statement: Statement) -> [TranscriptLine] {
    guard let blocks = transcripts[Place(statement)] ?? nil else { return [] }
    return blocks.flatMap(\.lines).map { TranscriptLine(text: $0, line: statement.line, indentation: 0) }
  }

  mutating func add(_ inner: BlockTrace) {
    requests.merge(inner.requests) { first, _ in first }
    definitions.merge(inner.definitions) { _, last in last }
    (names, transcripts, items) = (inner.names, inner.transcripts, inner.items)
  }
}

extension Trace {
  /// Takes a block: it is written as it was typed, with what comes from outside of it as the script has that. Variables
  /// of its own stay; what it made has no name outside of it.
  func append(
    _ typed: Block, _ result: StepResult, _ ran: BlockTrace, _ historyNumber: Int, _ addition: inout Addition
  ) {
    if let failure = failure(of: result) {
      addition.steps.append(
        add(TraceStep(.comment, Command(.nothing, comment: " \(result.statement.text) …  (\(failure))")), historyNumber)
      )
      return
    }
    let own = Set(result.statement.withInner.flatMap(\.command.boundNames))
    for name in own.sorted() { reserve(name, &addition) }
    var rewriter = StepRewriter(self, [])
    rewriter.ownNames = own
    let block = rewriter.rewrite(typed, ran, result.outer)
    take(rewriter, &addition)
    identifierNames.endRounds(ran.names)
    let step = TraceStep(.block, Command(.block(block)))
    step.dependencies = rewriter.dependencies.union(own.compactMap { definitions[$0] })
    step.usedNames = rewriter.usedNames
    step.hasEffect = block.matters
    let place = add(step, historyNumber)
    byNumber[result.number] = place
    for (name, number) in ran.definitions where definitions[name] != nil {
      note(step: number, defining: name, in: place)
    }
    addition.steps.append(place)
  }

  /// Why a block is not recorded; nil when it went well, also if some of a loop's items failed.
  private func failure(of result: StepResult) -> String? {
    guard result.decisiveFailure != nil else { return nil }
    let inner = result.inner ?? RunSummary()
    if case .loop? = result.statement.block?.head, inner.failures < inner.commands, inner.status != .interrupted {
      return nil
    }
    return "failed"
  }
}

extension Block {
  /// Whether a script needs it: it does more than read and show.
  fileprivate var matters: Bool {
    statements.withInner.contains { statement in
      switch statement.command.action {
      case .nothing, .block: false
      case .request(let line, _):
        ![.get, .head].contains(line.method) || line.output.isRedirected
      case .call: true
      }
    }
  }
}
