internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import HTTPTypes

/// Compares the response of each step of a transcript while it runs.
final class TranscriptJudge {
  private let file: TranscriptFile
  private let options: TranscriptControl.Options
  /// Takes what is found.
  private let sink: EventSink
  private var bindings = TranscriptBindings()
  private var secrets = Secrets()
  private var names: Set<String>
  var summary: TranscriptSummary
  /// How many steps differ.
  private(set) var differingSteps = 0
  /// What brings the file up to date.
  private(set) var edits: TranscriptEdits
  /// The statements that have been compared: in a loop, the first round brings the file up to date.
  private var comparedLines: Set<Int> = []

  init(_ file: TranscriptFile, _ options: TranscriptControl.Options, _ sink: @escaping EventSink) {
    self.file = file
    self.options = options
    self.sink = sink
    summary = TranscriptSummary(file: file.path)
    names = file.names
    edits = TranscriptEdits(file.text)
  }

  /// Takes an event. What a response holds is compared, and not printed, unless it goes to a file.
  ///
  /// - Returns: whether the event is shown.
  func shows(_ event: Event) -> Bool {
    switch event {
    case .statementBegan(let statement):
      begin(statement)
      return true
    case .bodyBegan(let head, let output, let isDocument):
      if !isDocument { begin(head) }
      isRedirected = output.isRedirected
      return isRedirected
    case .body(let bytes):
      sieve?.take(bytes)
      return isRedirected
    case .documentEnded, .bodyAborted: return isRedirected
    case .responseEnded(_, let output), .output(_, let output): return output.isRedirected
    default: return true
    }
  }

  /// Whether the response that comes goes to a file or a program.
  private var isRedirected = false
  /// What the transcript says of the response that comes.
  private var awaited: ExpectedResponse?
  /// What is kept of that response while it comes; nil where all of it is needed.
  private var sieve: ResponseSieve?

  private func begin(_ statement: Statement) {
    sieve = nil
    let parts = expected(of: statement)
    awaited = statement.request == nil ? nil : parts?.first
    if parts != nil { bindings.begin(line: statement.line) }
  }

  private func begin(_ head: Response.Head) {
    // What differs is written as it is, all of it.
    sieve = options.updates ? nil : awaited.flatMap { ResponseSieve($0, head, bindings) }
  }

  private func expected(of statement: Statement) -> [ExpectedResponse]? {
    statement.source == file.script.source ? file.responses[statement.line] : nil
  }

  /// What came of a part of the transcript: a response, and how it differs.
  private struct Finding {
    let expected: ExpectedResponse
    /// nil when the request was not sent.
    let exchange: Exchange?
    let mismatches: [TranscriptMismatch]
    var unknownKeys: [String] = []
  }

  /// Compares what came of a step, if the transcript says something of it.
  func judge(_ result: inout StepResult) {
    // Only what is short enough to hold secrets, and not data, is read for them.
    for exchange in result.exchanges { _ = secrets.learn(exchange, upTo: 1 << 20) }
    guard let parts = expected(of: result.statement), let first = parts.first else { return }
    // What could not be sent, or got no response, is a failure already.
    if let failure = result.failure, !failure.isResponse || failure.status == .unauthorized,
      !parts.contains(where: { $0.status == 401 })
    {
      return
    }
    guard !result.exchanges.isEmpty else {
      if result.failure == nil { fail(&result, .noResponse, first) }
      return
    }
    do throws(Failure) {
      var bindings = bindings
      let findings = try parts.map { part throws(Failure) in try finding(part, result, &bindings) }
      let isSame = findings.allSatisfy(\.mismatches.isEmpty)
      // What runs again when it differs has not said its last word.
      if result.isTentative, !isSame { return fail(&result, findings) }
      self.bindings = bindings
      summary.compared += findings.count
      if result.failure != nil { result.isExpected = true }
      take(findings, &result)
    } catch {
      result.failure = result.failure ?? error
    }
  }

  private func finding(
    _ expected: ExpectedResponse, _ result: StepResult, _ bindings: inout TranscriptBindings
  ) throws(Failure) -> Finding {
    guard let exchange = exchange(of: expected, in: result.exchanges, &bindings) else {
      let missing = TranscriptDifference(.missing, path: "the request", expected: expected.request?.text ?? "")
      return Finding(
        expected: expected, exchange: nil, mismatches: [.init(difference: missing, range: nil, edit: .response)])
    }
    let comparison = try ResponseComparison(
      expected, exchange, sieved: sieved(exchange), bindings, secrets, isStrict: options.isStrict)
    bindings = comparison.bindings
    return Finding(
      expected: expected, exchange: exchange, mismatches: comparison.mismatches, unknownKeys: comparison.unknownKeys)
  }

  /// The last response to the request that a part of the transcript names, or to whichever was the last.
  private func exchange(
    of expected: ExpectedResponse, in exchanges: [Exchange], _ bindings: inout TranscriptBindings
  ) -> Exchange? {
    guard let request = expected.request else { return exchanges.last }
    let known = bindings
    for exchange in exchanges.reversed() where exchange.request.method.rawValue == request.method {
      guard let found = request.path.match(exchange.request.path, { known[$0] }) else { continue }
      for (placeholder, value) in found { bindings.bind(placeholder, value) }
      return exchange
    }
    return nil
  }

  /// What is compared of a response that is too long for memory; nil for any other.
  private func sieved(_ exchange: Exchange) -> ComparedBody? {
    guard case .notRetained = exchange.body else { return nil }
    defer { sieve = nil }
    return sieve?.finish()
  }

  private func take(_ findings: [Finding], _ result: inout StepResult) {
    let isFirst = comparedLines.insert(result.statement.line).inserted
    for finding in findings {
      let expected = finding.expected
      for mismatch in finding.mismatches {
        let (line, range) = mismatch.range.map(expected.place) ?? expected.statusPlace
        report(Failure(.transcript(.difference(mismatch.difference)), at: range), line)
      }
      if !finding.unknownKeys.isEmpty {
        let (line, range) = expected.statusPlace
        report(Failure(.transcript(.unknownKeys(finding.unknownKeys)), at: range), line, isWarning: true)
      }
      guard !finding.mismatches.isEmpty else { continue }
      summary.differences += finding.mismatches.count
      if options.updates, isFirst { update(finding) }
    }
    guard !options.updates, findings.contains(where: { !$0.mismatches.isEmpty }) else { return }
    differingSteps += 1
    fail(&result, findings)
  }

  /// Brings the file up to date with a response.
  private func update(_ finding: Finding) {
    guard let exchange = finding.exchange else { return edits.remove(finding.expected) }
    let known = bindings.identifierNames
    let identifiers = IdentifierNames(known, used: names)
    var writer = PlaceholderWriter(identifiers, secrets)
    edits.add(finding.mismatches, finding.expected, exchange, &writer)
    for (id, name) in writer.names.all where known[id] == nil {
      bindings.bind(Placeholder(.id, name: name), id)
      names.insert(name)
    }
  }

  private func fail(_ result: inout StepResult, _ findings: [Finding]) {
    guard let first = findings.first(where: { !$0.mismatches.isEmpty }) else { return }
    fail(&result, .differences(findings.reduce(0) { $0 + $1.mismatches.count }), first.expected)
  }

  private func fail(_ result: inout StepResult, _ problem: TranscriptProblem, _ expected: ExpectedResponse) {
    let (line, range) = expected.statusPlace
    result.expectations.append(ExpectationResult(statement: line, failure: Failure(.transcript(problem), at: range)))
  }

  private func report(_ failure: Failure, _ statement: Statement, isWarning: Bool = false) {
    try? sink(
      .found(failure, statement, isWarning: isWarning || (options.updates && failure.status == .expectationFailed)))
  }
}
