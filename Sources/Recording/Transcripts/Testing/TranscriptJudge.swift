internal import CommandLanguage
internal import Execution
internal import FeltAPI

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

  /// Whether an event is shown: what a response holds is compared, and not printed, unless it goes to a file.
  func shows(_ event: Event) -> Bool {
    switch event {
    case .bodyBegan(_, let output, _):
      isRedirected = output.isRedirected
      return isRedirected
    case .body, .documentEnded, .bodyAborted: return isRedirected
    case .responseEnded(_, let output), .output(_, let output): return output.isRedirected
    default: return true
    }
  }

  /// Whether the response that comes goes to a file or a program.
  private var isRedirected = false

  /// Compares what came of a step, if the transcript says something of it.
  func judge(_ result: inout StepResult) {
    // Only what is short enough to hold secrets, and not data, is read for them.
    for exchange in result.exchanges { _ = secrets.learn(exchange, upTo: 1 << 20) }
    let statement = result.statement
    guard statement.source == file.script.source, let expected = file.responses[statement.line] else { return }
    // What could not be sent, or got no response, is a failure already.
    if let failure = result.failure, !failure.isResponse || failure.status == .unauthorized, expected.status != 401 {
      return
    }
    guard let exchange = result.exchanges.last else {
      if result.failure == nil {
        let (line, range) = expected.statusPlace
        result.expectations.append(
          ExpectationResult(statement: line, failure: Failure(.transcript(.noResponse), at: range)))
      }
      return
    }
    bindings.begin(line: statement.line)
    do throws(Failure) {
      let comparison = try ResponseComparison(
        expected, exchange, bindings, secrets, isStrict: options.isStrict)
      // What runs again when it differs has not said its last word.
      if result.isTentative, !comparison.mismatches.isEmpty { return fail(&result, comparison, expected) }
      bindings = comparison.bindings
      summary.compared += 1
      if result.failure != nil { result.isExpected = true }
      take(comparison, expected, exchange, &result)
    } catch {
      result.failure = result.failure ?? error
    }
  }

  private func take(
    _ comparison: ResponseComparison, _ expected: ExpectedResponse, _ exchange: Exchange, _ result: inout StepResult
  ) {
    let isFirst = comparedLines.insert(result.statement.line).inserted
    for mismatch in comparison.mismatches {
      let (line, range) = mismatch.range.map(expected.place) ?? expected.statusPlace
      report(Failure(.transcript(.difference(mismatch.difference)), at: range), line)
    }
    if !comparison.unknownKeys.isEmpty {
      let (line, range) = expected.statusPlace
      report(Failure(.transcript(.unknownKeys(comparison.unknownKeys)), at: range), line, isWarning: true)
    }
    guard !comparison.mismatches.isEmpty else { return }
    summary.differences += comparison.mismatches.count
    if options.updates {
      guard isFirst else { return }
      let known = bindings.identifierNames
      let identifiers = IdentifierNames(known, used: names)
      var writer = PlaceholderWriter(identifiers, secrets)
      edits.add(comparison.mismatches, expected, exchange, &writer)
      for (id, name) in writer.names.all where known[id] == nil {
        bindings.bind(Placeholder(.id, name: name), id)
        names.insert(name)
      }
      return
    }
    differingSteps += 1
    fail(&result, comparison, expected)
  }

  private func fail(_ result: inout StepResult, _ comparison: ResponseComparison, _ expected: ExpectedResponse) {
    result.expectations.append(
      ExpectationResult(
        statement: expected.statusPlace.statement,
        failure: Failure(.transcript(.differences(comparison.mismatches.count)), at: expected.statusPlace.range)))
  }

  private func report(_ failure: Failure, _ statement: Statement, isWarning: Bool = false) {
    try? sink(
      .found(failure, statement, isWarning: isWarning || (options.updates && failure.status == .expectationFailed)))
  }
}
