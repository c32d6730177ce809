internal import Execution
internal import FeltAPI
internal import Terminal

/// The sentences about transcripts.
extension TranscriptProblem {
  /// What is wrong, in one line.
  var message: String {
    switch self {
    case .malformed(let detail): "this is not a transcript: \(detail)"
    case .difference(let difference): difference.message
    case .differences(let count): "\(Quantity.count(count, "difference")) from the transcript"
    case .unknownKeys(let keys):
      "the response has keys that the transcript does not: \(keys.prefix(Self.mostKeys).joined(separator: ", "))"
        + (keys.count > Self.mostKeys ? " and \(keys.count - Self.mostKeys) more" : "")
    case .noResponse: "there is no response to compare with"
    case .updateInCI: "--update rewrites transcripts, and CI is set: nothing was run"
    case .fileChanged(let path): "\(path) changed in the meantime and was not updated"
    }
  }

  private static let mostKeys = 8

  /// What to do next, in one line; nil when there is nothing to say.
  var advice: String? {
    switch self {
    case .unknownKeys: "... stands for the rest; --strict makes it a difference"
    case .noResponse: "these lines belong below a request"
    case .updateInCI: "bring them up to date on your own machine, and look at what has changed"
    case .malformed, .difference, .differences, .fileChanged: nil
    }
  }
}

extension TranscriptDifference {
  fileprivate var message: String {
    switch kind {
    case .missing: "\(path) is missing: expected \(expected)"
    case .unexpected: "\(path) is unexpected: the response has \(actual)"
    case .otherType: "\(path) has another type: expected \(expected), got \(actual)"
    case .otherValue: "\(path) has another value: expected \(expected), got \(actual)"
    case .otherMeaning(let name, let first):
      "\(path) has another value: \(name) was \(first) before, and is \(actual) here"
    }
  }
}

extension SchemaDrift {
  /// What a response has that the description doesn't allow, in one line.
  var message: String {
    let what =
      switch problem {
      case .missingField: "is missing"
      case .wrongType(let expected, let found): "is \(found), and not \(expected)"
      case .valueNotAllowed(let value, let allowed):
        "is \(value.debugDescription), which is not one of \(allowed.joined(separator: ", "))"
      case .tooManyElements(let count, let limit): "has \(count) elements; at most \(limit) are allowed"
      default: "matches none of its forms"
      }
    return "the response of \(operation) differs from its description: \(path) \(what)"
  }
}

extension Presenter {
  /// Says why nothing was brought up to date.
  func show(_ problem: TranscriptProblem) {
    let advice = problem.advice.map { StyledText("\n  " + SafeText.of($0), .advice) } ?? ""
    message(StyledText("error: ", .failure) + StyledText(SafeText.of(problem.message)) + advice)
  }

  /// Says what testing a transcript came to.
  func show(_ summary: TranscriptSummary) {
    var parts = [Quantity.count(summary.compared, "response") + " compared"]
    if summary.differences > 0 { parts.append(Quantity.count(summary.differences, "difference")) }
    if summary.failures > 0 { parts.append("\(summary.failures) failed") }
    if summary.unreached > 0 { parts.append("\(summary.unreached) not reached") }
    if summary.rewritten > 0 { parts.append("\(Quantity.count(summary.rewritten, "place")) rewritten") }
    let text = parts.joined(separator: ", ")
    let outcome = summary.status == .success ? StyledText(", ok", .success) : StyledText("")
    message(
      StyledText(SafeText.of(summary.file), .strong) + ": "
        + StyledText(text, summary.status == .success ? .plain : .failure) + outcome)
  }
}
