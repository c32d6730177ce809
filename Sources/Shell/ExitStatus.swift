/// What the program's end says to its caller.
package enum ExitStatus: Int32, Sendable, Hashable {
  case success = 0
  /// An expectation failed.
  case expectationFailed = 1
  /// The command line or a script cannot be read.
  case unreadable = 2
  /// No response: name, TLS, connection, timeout.
  case noResponse = 3
  /// A 4xx answer.
  case clientError = 4
  /// A 5xx answer.
  case serverError = 5
  /// No token, or it was refused.
  case unauthorized = 6
  case interrupted = 130

  /// What an answer of this status means.
  init(httpStatus: Int) {
    self =
      switch httpStatus {
      case 401: .unauthorized
      case 500...: .serverError
      case 400...: .clientError
      default: .success
      }
  }
}
