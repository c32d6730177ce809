/// How a sandbox behaves.
package struct SandboxConfiguration: Sendable {
  /// Seconds since 1970. Work is done when this clock says so; nothing in the sandbox waits.
  package var clock: @Sendable () -> Double
  /// The same seed gives the same ids and tokens.
  package var seed: UInt64
  /// What goes wrong, the first that fits a request.
  package var faults: [FaultRule]
  /// How many requests are answered in a time; nil for any number.
  package var rate: RateLimit?
  /// Whether the workspaces begin without maps.
  package var isEmpty: Bool
  /// How long an upload, a refresh or a sync takes, in seconds.
  package var workTime: Double
  /// The most bytes that an uploaded file may have.
  package var uploadLimit: Int

  package init(
    clock: @escaping @Sendable () -> Double = SystemClock.now, seed: UInt64 = .random(in: .min ... .max),
    faults: [FaultRule] = [], rate: RateLimit? = nil, isEmpty: Bool = false, workTime: Double = 1.5,
    uploadLimit: Int = 1 << 28
  ) {
    self.clock = clock
    self.seed = seed
    self.faults = faults
    self.rate = rate
    self.isEmpty = isEmpty
    self.workTime = workTime
    self.uploadLimit = uploadLimit
  }
}
