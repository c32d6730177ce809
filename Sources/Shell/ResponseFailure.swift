internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes

/// Makes a failure of an answer that is an error: what Felt said, the part of the command it spoke of, what to do next.
struct ResponseFailure {
  let exchange: Exchange
  let made: CallFactory.Made
  let line: RequestLine

  var failure: Failure {
    let errors = exchange.errors
    let status = exchange.head.status
    let detail = errors.first.flatMap(\.message).map { ": \($0)" } ?? ""
    let phrase = StatusText.phrase(status)
    let more = errors.count > 1 ? " (and \(errors.count - 1) more; show has them)" : ""
    let item = errors.lazy.compactMap { $0.item(in: made.call, of: exchange.request.operation) }.first
    var failure = Failure(
      ExitStatus(httpStatus: status), "\(status)\(phrase.isEmpty ? "" : " " + phrase)\(detail)\(more)",
      at: item.flatMap { made.range(of: $0, line: line) },
      advice: redirection ?? NextStep.forStatus(status, headers: exchange.head.headers))
    failure.isAnswer = true
    return failure
  }

  private var redirection: String? {
    guard (300..<400).contains(exchange.head.status) else { return nil }
    let target = exchange.head.headers[.location].map { " to \($0)" } ?? ""
    return "it leads\(target), where the token does not go"
  }
}

extension Exchange {
  /// What the body says went wrong.
  var errors: [APIError] {
    guard case .kept(let bytes) = body else { return [] }
    return APIError.errors(in: bytes)
  }
}

extension APIError {
  /// The error in a line; nil when it says nothing.
  var message: String? {
    let text = detail.isEmpty ? title : detail
    return text.isEmpty ? nil : text
  }
}
