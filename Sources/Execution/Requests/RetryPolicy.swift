package import FeltAPI
internal import HTTPTypes

/// Which requests are sent again, how often, and how long is waited before.
package struct RetryPolicy {
  /// How often a request is sent again; 0 for never.
  package var limit: Int
  /// Whether a request that may change something is sent again, after a refusal which says that it changed nothing.
  package var repeatsWrites: Bool
  /// Waits for some seconds; false when Control-C ended it.
  package var pause: (Double) -> Bool
  /// A number from 0 to 1.
  package var random: () -> Double

  /// Never sends anything again, and waits for nothing.
  package static var never: RetryPolicy { RetryPolicy(limit: 0, pause: { _ in false }) }

  package init(
    limit: Int, repeatsWrites: Bool = false, pause: @escaping (Double) -> Bool,
    random: @escaping () -> Double = { .random(in: 0...1) }
  ) {
    self.limit = limit
    self.repeatsWrites = repeatsWrites
    self.pause = pause
    self.random = random
  }

  /// The longest that is waited, in seconds: of a server that asks for more, the response is passed on.
  package static let longestWait = 60.0

  /// Whether a request is sent again after a response.
  func repeats(_ request: Request, after status: Int) -> Bool {
    switch status {
    case 429, 503: Self.isRepeatable(request) || repeatsWrites
    case 502, 504: Self.isRepeatable(request)
    default: false
    }
  }

  /// Whether a request is sent again after it has had no response.
  func repeats(_ request: Request, after error: TransportError) -> Bool {
    switch error.reason {
    case .connectionLost, .connectionRefused: Self.isRepeatable(request) || !error.mayHaveHappened
    default: false
    }
  }

  /// How long is waited before a request is sent again, in seconds: what the server asks for, or else a random time
  /// below a bound that doubles.
  ///
  /// - Parameters:
  ///   - retry: how often the request has been sent again so far.
  ///   - asked: what the server asks for, in seconds.
  /// - Returns: nil when that is too long.
  func delay(retry: Int, asked: Double?) -> Double? {
    if let asked, asked > Self.longestWait { return nil }
    var bound = 0.5
    for _ in 0..<min(retry, 10) { bound *= 2 }
    return max(asked ?? 0, random() * min(bound, 10))
  }

  private static func isRepeatable(_ request: Request) -> Bool {
    request.isRead || request.method == .delete
  }
}

/// Why a request is sent again.
package enum RetryCause: Sendable {
  case status(Int)
  case error(TransportError)
}
