/// How an answer goes wrong.
package struct Fault: Sendable, Hashable {
  /// Seconds that pass before the answer begins.
  package var delay = 0.0
  /// The status that is answered instead; nil for the true one.
  package var status: Int?
  /// What `Retry-After` says, in seconds.
  package var retryAfter: Int?
  /// Whether the connection is reset instead of an answer.
  package var isReset = false
  /// How many bytes of the body are sent before the connection ends; nil for all.
  package var truncation: Int?
  /// How many bytes of the body are sent in a second; nil for all at once.
  package var bytesPerSecond: Int?

  package init() {}
}

extension Fault {
  /// A piece of a slow body: as many bytes as go out at once, and the seconds that pass before the next ones.
  package struct Pace: Sendable, Hashable {
    package let byteCount: Int
    package let pause: Double
  }

  /// How a body is cut up; nil where it is not slow. No pause is longer than a tenth of a second, as far as bytes can be
  /// divided.
  package var pace: Pace? {
    bytesPerSecond.map { speed in
      let piece = max(1, speed / 10)
      return Pace(byteCount: piece, pause: Double(piece) / Double(max(1, speed)))
    }
  }
}
