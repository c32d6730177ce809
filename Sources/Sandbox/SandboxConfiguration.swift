/// How a sandbox behaves.
package struct SandboxConfiguration: Sendable {
  /// Seconds since 1970.
  package var clock: @Sendable () -> Double
  /// The same seed gives the same ids and tokens.
  package var seed: UInt64
  package var faults: [FaultRule]
  /// Whether there is nothing in it at the beginning.
  package var isEmpty: Bool

  package init(
    clock: @escaping @Sendable () -> Double = SystemClock.now, seed: UInt64 = .random(in: .min ... .max),
    faults: [FaultRule] = [], isEmpty: Bool = false
  ) {
    self.clock = clock
    self.seed = seed
    self.faults = faults
    self.isEmpty = isEmpty
  }
}
