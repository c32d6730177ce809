internal import FeltAPI

/// What the program's end says to its caller.
package enum ExitStatus: Int32, Sendable, Hashable {
  case success = 0
  /// An expectation failed, or a transcript no longer matches.
  case expectationFailed = 1
  /// The command line or a script can't be read, or a local check refused it.
  case refused = 2
  /// No response: name lookup, TLS, connection, timeout.
  case noResponse = 3
  /// A 4xx response, or a redirect that is not followed.
  case clientError = 4
  /// A 5xx response.
  case serverError = 5
  /// No token, or it was refused.
  case unauthorized = 6
  case interrupted = 130

  /// What a response of this status means.
  package init(httpStatus: Int) {
    self =
      switch httpStatus {
      case _ where HTTPStatus.isSuccess(httpStatus): .success
      case 401: .unauthorized
      case 500...: .serverError
      default: .clientError
      }
  }
}
