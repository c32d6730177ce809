/// How a sandbox behaves.
package struct SandboxConfiguration: Sendable {
  /// The seed of a sandbox that is not given one.
  package static let standardSeed: UInt64 = 0xFE17_5EED

  /// Seconds since 1970. Work is done when this clock says so; nothing in the sandbox waits.
  package var clock: @Sendable () -> Double
  /// The seed that every id follows from. With ``standardSeed``, what a new sandbox contains has the same ids every
  /// time, while tokens and later ids are random; with any other seed all of them are reproducible.
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
    clock: @escaping @Sendable () -> Double = SystemClock.now, seed: UInt64 = Self.standardSeed,
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
