import Synchronization

/// A clock that a test sets.
final class TestClock: Sendable {
  private let seconds = Mutex(SandboxClient.now)

  /// In seconds since 1970.
  var now: Double { seconds.withLock { $0 } }

  func advance(by time: Double) { seconds.withLock { $0 += time } }
}
