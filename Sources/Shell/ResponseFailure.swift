internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Makes a failure of an answer that is an error: what Felt said, the part of the command it spoke of, what to do next.
struct ResponseFailure {
  let exchange: Exchange
  let made: CallFactory.Made

  var failure: Failure {
    let errors = ErrorBody(exchange).entries
    let status = exchange.head.status
    let detail = errors.first.flatMap { $0.detail ?? $0.title }
    let phrase = StatusText.phrase(status)
    let more = errors.count > 1 ? " (and \(errors.count - 1) more; show has them)" : ""
    var failure = Failure(
      ExitStatus(httpStatus: status),
      "\(status)\(phrase.isEmpty ? "" : " " + phrase)\(detail.map { ": \($0)" } ?? "")\(more)",
      at: errors.lazy.compactMap { range(of: $0) }.first, advice: advice(status))
    failure.isAnswer = true
    return failure
  }

  /// The part of the command that an error speaks of.
  private func range(of error: ErrorBody.Entry) -> SourceRange? {
    if let pointer = error.pointer {
      let keys = pointer.split(separator: "/").map(String.init)
      return made.fieldItems.first { item in
        guard case .field(let path, _) = item.kind, let first = keys.first else { return false }
        return path.typed == first || path.first == .name(first)
      }?.range
    }
    if let parameter = error.parameter {
      return made.parameterRanges[parameter]
        ?? made.queryItems.first { if case .query(let name, _) = $0.kind { name == parameter } else { false } }?.range
        ?? made.pathRange
    }
    return nil
  }

  private func advice(_ status: Int) -> String? {
    switch status {
    case 401: "log in again: the token may be revoked, or cut short"
    case 403: "the account of this token may not do that"
    case 404: "a token opens one workspace only: is this in it?"
    case 429:
      "too many requests" + (exchange.head.headers[.retryAfter].map { ": wait \($0) s" } ?? ": wait a little")
    case 500...: "the fault is Felt's: try again later"
    default: nil
    }
  }
}
