/// A limit on API requests: `10/s`, `100/min`. Requests beyond it get the status 429.
package struct RateLimit: Sendable, Hashable {
  /// Why a text is not a rate limit.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what is expected, in one line.
    package let description: String
  }

  /// How many requests may follow at once after a pause.
  let burst: Double
  /// How many requests a second are allowed in the long run.
  let perSecond: Double

  /// Reads `10/s`, `100/min` or `1000/h`.
  package init(parsing text: String) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let units = ["s": 1.0, "min": 60, "m": 60, "h": 3600]
    guard parts.count == 2, let count = Int(parts[0]), (1...1_000_000).contains(count),
      let seconds = units[String(parts[1])]
    else { throw Problem(description: "\(text) is not a rate: use a count and a unit, as in 10/s, 100/min or 1000/h") }
    burst = Double(count)
    perSecond = Double(count) / seconds
  }
}

/// A token bucket: it fills as time passes, and each request takes a token.
struct RateBucket: Sendable {
  private let limit: RateLimit
  private var tokens: Double
  private var filled: Double

  init(_ limit: RateLimit, now: Double) {
    self.limit = limit
    tokens = limit.burst
    filled = now
  }

  /// Takes a token.
  ///
  /// - Returns: nil when there was one, otherwise the whole seconds until there is one.
  mutating func take(now: Double) -> Int? {
    tokens = min(limit.burst, tokens + max(0, now - filled) * limit.perSecond)
    filled = now
    if tokens >= 1 {
      tokens -= 1
      return nil
    }
    return max(1, Int(((1 - tokens) / limit.perSecond).rounded(.up)))
  }
}
