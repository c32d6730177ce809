internal import Synchronization

/// How many connections there are.
final class ConnectionCount: Sendable {
  private let count = Atomic(0)

  /// Counts one more.
  ///
  /// - Returns: how many there are with it.
  func enter() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
  func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}
