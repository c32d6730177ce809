package import Synchronization

/// A clock that only pauses move.
package final class StepClock: Sendable {
  private struct State {
    var now = 1_800_000_000.0
    var pauses: [Double] = []
    var pausesLeft = Int.max
  }

  private let state: Mutex<State>

  /// - Parameter interruptedAfter: after how many pauses Control-C ends one.
  package init(interruptedAfter count: Int = .max) {
    state = Mutex(State(pausesLeft: count))
  }

  /// In seconds.
  package var now: Double { state.withLock { $0.now } }

  /// How long each pause was, in seconds.
  package var pauses: [Double] { state.withLock { $0.pauses } }

  /// Lets time pass.
  ///
  /// - Returns: false when Control-C ended the pause.
  package func pause(_ seconds: Double) -> Bool {
    state.withLock { state in
      guard state.pausesLeft > 0 else { return false }
      state.pausesLeft -= 1
      state.pauses.append(seconds)
      state.now += seconds
      return true
    }
  }
}
