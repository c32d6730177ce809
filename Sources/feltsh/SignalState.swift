internal import Terminal

/// What signals have asked for. A request to leave is remembered until the program leaves.
final class SignalState {
  private let interrupts: Interrupts
  /// The signal that asks the program to leave; nil for none.
  private(set) var termination: Int32?

  /// How many `finally` run, one in another: what asked the program to leave lets them end.
  private var cleaningDepth = 0

  init(_ interrupts: Interrupts) {
    self.interrupts = interrupts
  }

  /// Whether what runs is to stop: Control-C was pressed since this was last asked, or the program is to leave.
  func takeInterruption() -> Bool {
    // It is asked for thousands of times in a long table.
    guard interrupts.hasPending else { return false }
    let pending = interrupts.consume()
    if let signal = pending.terminationSignal { termination = signal }
    return (termination != nil && cleaningDepth == 0) || pending.contains(.interrupt)
  }

  /// A `finally` begins or ends.
  func setCleaning(_ begins: Bool) {
    cleaningDepth += begins ? 1 : -1
  }

  /// The exit status of a run: 128 and a signal's number when the signal ended it.
  func status(_ status: Int32) -> Int32 {
    _ = takeInterruption()
    return termination.map { 128 + $0 } ?? status
  }
}
