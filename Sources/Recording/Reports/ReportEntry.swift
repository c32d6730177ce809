internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// What reports say of one request, expectation, other command or item of a loop. No secret is in it.
struct ReportEntry {
  enum Kind: String {
    case request, expectation, item
    /// Any other command, which is told when it fails.
    case command
  }

  enum Outcome: String {
    case ok, failed
    /// It did not go well, and runs again.
    case again
  }

  let kind: Kind
  /// The script; nil for what stands in none.
  let file: String?
  let line: Int
  /// The items of the loops that it ran in, the outermost first.
  let items: [LoopItem]
  /// The operation or the method and path of a request, the first line of anything else.
  var name: String
  var method: String?
  var path: String?
  var status: Int?
  /// In seconds.
  var duration = 0.0
  var outcome = Outcome.ok
  /// Why it failed.
  var message: String?
  /// The ids of what it made.
  var ids: [String] = []

  /// `sites.felt:3`
  var place: String { file.map { "\($0):\(line)" } ?? "line \(line)" }
}

/// Makes the entries of steps.
struct ReportEntries {
  private var secrets = Secrets()
  /// The sentence of a failure.
  private let describe: (Failure) -> String
  /// Longer responses, in bytes, are not searched for ids.
  private static let responseLimit = 1 << 20

  /// - Parameter variables: those that are set from outside.
  init(variables: [String: String], describe: @escaping (Failure) -> String) {
    self.describe = describe
    for (name, value) in variables where SecretName.isLikely(name) { secrets.add(value) }
  }

  /// What is told of a step, in the order in which it happened.
  ///
  /// - Parameter differences: how its responses differ from a transcript, each at its place.
  mutating func entries(_ result: StepResult, _ differences: [(failure: Failure, statement: Statement)])
    -> [ReportEntry]
  {
    let leaves = learn(result)
    var entries = requests(result, leaves)
    let isExpectation = result.statement.command.expectation != nil
    if isExpectation {
      entries.append(entry(.expectation, result.statement, result, result.failure))
    } else if entries.isEmpty, let failure = result.failure {
      if case .inside = failure.reason { return [] }
      entries.append(entry(result.call == nil ? .command : .request, result.statement, result, failure))
    }
    return entries
      + result.expectations.flatMap { expectation in
        if case .transcript(.differences)? = expectation.failure?.reason {
          return differences.map { entry(.expectation, $0.statement, result, $0.failure) }
        }
        return [entry(.expectation, expectation.statement, result, expectation.failure)]
      }
  }

  /// What is told of an item of a loop.
  func entry(_ item: LoopItem, inside outer: [LoopItem], _ failure: Failure?) -> ReportEntry {
    var entry = ReportEntry(
      kind: .item, file: item.file, line: item.line, items: (outer + [item]).map(cleaned), name: "item")
    if let failure { (entry.outcome, entry.message) = (.failed, secrets.cleaned(describe(failure))) }
    return entry
  }

  /// What is told of something that was refused before it ran.
  func refused(_ failure: Failure, _ file: String?, _ line: Int, _ text: String, _ items: [LoopItem]) -> ReportEntry {
    var entry = ReportEntry(
      kind: .command, file: file, line: line, items: items.map(cleaned),
      name: Self.firstWord(text))
    (entry.outcome, entry.message) = (.failed, secrets.cleaned(describe(failure)))
    return entry
  }

  private func requests(_ result: StepResult, _ leaves: [[SchemaLeaf]]) -> [ReportEntry] {
    zip(result.exchanges, leaves).map { exchange, leaves in
      let isOwn = exchange === result.exchanges.last && result.call != nil
      var entry = entry(.request, result.statement, result, isOwn && !result.isExpected ? result.failure : nil)
      let path = secrets.cleaned(exchange.request.path)
      let method = exchange.request.method.rawValue
      (entry.method, entry.path, entry.status) = (method, path, exchange.head.status)
      entry.name = exchange.request.operation?.name ?? "\(method) \(path)"
      entry.duration = exchange.timing.total
      if exchange.isSuccess, !exchange.request.isRead {
        let found = leaves.compactMap(\.identifier).filter { $0.path.count == 1 }
        let own = found.filter { $0.path == [.name("id")] }
        entry.ids = (own.isEmpty ? found : own).map { secrets.cleaned($0.value) }
      }
      return entry
    }
  }

  private func entry(
    _ kind: ReportEntry.Kind, _ statement: Statement, _ result: StepResult, _ failure: Failure?
  ) -> ReportEntry {
    let line = String(statement.text.prefix { !$0.isNewline })
    var entry = ReportEntry(
      kind: kind, file: statement.source.file, line: statement.line, items: result.items.map(cleaned),
      name: kind == .expectation ? secrets.cleaned(line) : Self.firstWord(line))
    if let failure {
      entry.outcome = result.isTentative && failure.mayPass ? .again : .failed
      entry.message = secrets.cleaned(describe(failure))
    }
    if case .transport(_, let request)? = failure?.reason {
      (entry.method, entry.path) = (request.method, secrets.cleaned(request.path))
      entry.duration = request.duration
    }
    return entry
  }

  /// What a line does; the rest of it may hold anything.
  private static func firstWord(_ text: String) -> String {
    String(text.prefix { !$0.isWhitespace && $0 != "=" })
  }

  private func cleaned(_ item: LoopItem) -> LoopItem {
    LoopItem(
      number: item.number, title: secrets.cleaned(item.title), file: item.file, line: item.line, key: item.key)
  }

  /// Takes in the secrets of a step.
  ///
  /// - Returns: of each response, the leaves that are ids or secrets.
  private mutating func learn(_ result: StepResult) -> [[SchemaLeaf]] {
    var leaves: [[SchemaLeaf]] = []
    for exchange in result.exchanges {
      leaves.append(secrets.learn(exchange, upTo: Self.responseLimit))
      for field in exchange.request.headers where SecretName.isLikely(field.name.rawName) { secrets.add(field.value) }
    }
    for resolution in result.resolutions
    where SecretName.isLikely(resolution.reference.name + resolution.reference.query) {
      if let text = StepRewriter.text(resolution.value, .other) { secrets.add(text) }
    }
    for case .header(let name, let value?) in result.changes where SecretName.isLikely(name) { secrets.add(value) }
    for case .variable(let name, let variable) in result.changes where SecretName.isLikely(name) {
      if let text = StepRewriter.text(variable.value, .other) { secrets.add(text) }
    }
    return leaves
  }
}
