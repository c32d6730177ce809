internal import Synchronization

/// Keeps all requests of a session back after the server has asked for fewer.
package final class Governor: Sendable {
  private let end = Mutex<ContinuousClock.Instant?>(nil)

  package init() {}

  /// How long the next request has to wait, in seconds; nil when it need not.
  var remaining: Double? {
    end.withLock { end in
      guard let left = end.map({ ($0 - .now) / .seconds(1) }), left > 0 else { return nil }
      return left
    }
  }

  /// Keeps requests back for some seconds from now on.
  func hold(for seconds: Double) {
    end.withLock { $0 = .now + .seconds(seconds) }
  }

  /// Lets requests go again, once somebody has waited.
  func release() {
    end.withLock { $0 = nil }
  }
}
