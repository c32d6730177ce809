/// How many requests are answered in a time: `10/s`, `100/min`. What goes beyond is answered with 429.
package struct RateLimit: Sendable, Hashable {
  /// Why a text is no rate.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// What is wrong, in one line.
    package let description: String
  }

  /// How many at once, after a pause.
  let burst: Double
  /// How many in a second.
  let perSecond: Double

  /// Reads `10/s`, `100/min` or `1000/h`.
  package init(parsing text: String) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let units = ["s": 1.0, "min": 60, "m": 60, "h": 3600]
    guard parts.count == 2, let count = Int(parts[0]), (1...1_000_000).contains(count),
      let seconds = units[String(parts[1])]
    else { throw Problem(description: "\(text) is no rate, such as 10/s, 100/min or 1000/h") }
    burst = Double(count)
    perSecond = Double(count) / seconds
  }
}

/// What is left of a rate: a bucket of tokens that fills as time passes.
struct RateBucket: Sendable {
  private let limit: RateLimit
  private var tokens: Double
  private var filled: Double

  init(_ limit: RateLimit, now: Double) {
    self.limit = limit
    tokens = limit.burst
    filled = now
  }

  /// Takes one.
  ///
  /// - Returns: nil when there was one, otherwise the whole seconds until there is one again.
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
