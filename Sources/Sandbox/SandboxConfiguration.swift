/// The settings of a sandbox.
package struct SandboxConfiguration: Sendable {
  /// The seed of a sandbox that is not given one.
  package static let standardSeed: UInt64 = 0xFE17_5EED

  /// The current time, in seconds since 1970. Processing is done by this clock; the sandbox itself never waits.
  package var clock: @Sendable () -> Double
  /// The seed that every id follows from. With ``standardSeed``, what a new sandbox contains has the same ids every
  /// time, while tokens and later ids are random; with any other seed all of them are reproducible.
  package var seed: UInt64
  /// The faults; of several that match a request, the first applies.
  package var faults: [FaultRule]
  /// The rate limit of API requests; nil for none.
  package var rate: RateLimit?
  /// Whether the workspaces start without projects and maps.
  package var isEmpty: Bool
  /// How long the processing of an upload, a refresh or a sync takes, in seconds.
  package var workTime: Double
  /// The maximum size of an uploaded file, in bytes.
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
