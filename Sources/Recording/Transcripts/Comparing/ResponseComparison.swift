internal import Execution
internal import FeltAPI
internal import JSONText

/// Compares an exchange with what a transcript says of it: the status, and then the body.
struct ResponseComparison {
  private(set) var mismatches: [TranscriptMismatch] = []
  /// Keys of the response that the transcript doesn't have, as JSONPath.
  private(set) var unknownKeys: [String] = []
  private(set) var bindings: TranscriptBindings

  /// - Parameter sieved: what there is of a body that is not in memory as a whole.
  init(
    _ expected: ExpectedResponse, _ exchange: Exchange, sieved: ComparedBody?, _ bindings: TranscriptBindings,
    _ secrets: Secrets, isStrict: Bool
  ) throws(Failure) {
    self.bindings = bindings
    let isSameOutcome = exchange.isSuccess == HTTPStatus.isSuccess(expected.status)
    if exchange.head.status != expected.status {
      // Of a success and a failure the bodies have nothing in common.
      mismatches.append(Self.status(expected, exchange, secrets, edit: isSameOutcome ? .status : .response))
    }
    guard isSameOutcome else { return }
    switch expected.body {
    case .none: break
    case .json(let value):
      switch sieved {
      case .notJSON(let error)?: isNotJSON(error)
      case .json(let kept)?: compare(value, expected.text, kept, secrets, isStrict)
      case .lines?, nil: compare(value, expected.text, .init(bytes: try exchange.bytes()), secrets, isStrict)
      }
    case .lines(let lines, let type):
      guard exchange.head.mediaType == type else {
        differs("content-type", expected: type, actual: exchange.head.mediaType ?? "no type")
        return
      }
      let body: LinesSieve.Kept
      if case .lines(let kept)? = sieved { body = kept } else { body = .init(bytes: try exchange.bytes()) }
      var comparison = LinesComparison(body, text: expected.text, bindings, secrets)
      comparison.compare(lines)
      mismatches += comparison.mismatches
      self.bindings = comparison.bindings
    }
  }

  private static func status(
    _ expected: ExpectedResponse, _ exchange: Exchange, _ secrets: Secrets, edit: TranscriptMismatch.Edit
  ) -> TranscriptMismatch {
    let message = exchange.errors.first.flatMap(\.message).map { secrets.isFound(in: $0) ? "" : ": " + $0 } ?? ""
    return TranscriptMismatch(
      difference: .init(
        .otherValue, path: "status", expected: String(expected.status), actual: "\(exchange.head.status)\(message)"),
      range: nil, edit: edit)
  }

  /// The response as a whole is of another kind.
  private mutating func differs(_ path: String, expected: String, actual: String) {
    mismatches.append(
      .init(
        difference: .init(.otherType, path: path, expected: expected, actual: actual), range: nil, edit: .response))
  }

  private mutating func isNotJSON(_ error: JSONError?) {
    differs("$", expected: "JSON", actual: error.map { "what is not JSON: \($0.message)" } ?? "nothing")
  }

  private mutating func compare(
    _ value: ExpectedValue, _ text: [UInt8], _ body: JSONSieve.Kept, _ secrets: Secrets, _ isStrict: Bool
  ) {
    var comparison = TranscriptComparison(body, text: text, bindings, secrets, isStrict: isStrict)
    do throws(JSONError) {
      try comparison.compare(value, try comparison.scanner.document(), [])
    } catch {
      return isNotJSON(body.bytes.isEmpty ? nil : error)
    }
    mismatches += comparison.mismatches
    unknownKeys = comparison.unknownKeys
    bindings = comparison.bindings
  }
}
