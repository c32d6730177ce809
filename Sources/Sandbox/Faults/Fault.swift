/// What goes wrong with a response.
package struct Fault: Sendable, Hashable {
  /// How long the response is delayed, in seconds.
  package var delay = 0.0
  /// The status of an error response that replaces the real one; nil for none.
  package var status: Int?
  /// The value of a `Retry-After` header, in seconds.
  package var retryAfter: Int?
  /// Whether the connection is reset instead of sending the response.
  package var isReset = false
  /// After how many bytes of the body the connection is closed; nil for all.
  package var truncation: Int?
  /// The speed of the body, in bytes a second; nil for full speed.
  package var bytesPerSecond: Int?

  package init() {}
}

extension Fault {
  /// A slow body is sent in pieces of `byteCount` bytes, with a pause of so many seconds between two of them.
  package struct Pace: Sendable, Hashable {
    package let byteCount: Int
    package let pause: Double
  }

  /// The pieces of a slow body; nil for full speed. A pause is a tenth of a second, or longer for less than ten bytes a
  /// second.
  package var pace: Pace? {
    bytesPerSecond.map { speed in
      let piece = max(1, speed / 10)
      return Pace(byteCount: piece, pause: Double(piece) / Double(max(1, speed)))
    }
  }
}
