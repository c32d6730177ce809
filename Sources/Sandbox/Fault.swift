internal import HTTPTypes

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
}

/// When an answer goes wrong: `get /maps/* 429 retry-after=1 every=3`.
package struct FaultRule: Sendable, Hashable {
  /// The method; nil for all.
  let method: HTTPRequest.Method?
  /// The path's segments, `*` for any one; a `**` at the end stands for any number.
  let pattern: [String]
  /// Of the requests that fit, each `every`th goes wrong.
  let every: Int
  let fault: Fault

  /// Why a text is no rule.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// Reads `METHOD PATH WHAT…`: a status, `delay=2s`, `retry-after=1`, `every=3`, `reset`, `truncate=10`, `slow=100`.
  package init(parsing text: String) throws(Problem) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count >= 3 else {
      throw Problem(description: "a fault is a method, a path and what happens: get /maps/* 503")
    }
    method = words[0] == "*" ? nil : HTTPRequest.Method(words[0].uppercased())
    guard words[0] == "*" || method != nil, words[1].hasPrefix("/") else {
      throw Problem(description: "\(words[0]) \(words[1]) is no method and path, such as get /maps/*")
    }
    pattern = words[1].split(separator: "/").map(String.init)
    var fault = Fault()
    var every = 1
    for word in words.dropFirst(2) {
      let name = word.prefix { $0 != "=" }
      let value = String(word.dropFirst(name.count + 1))
      switch (name, Int(value)) {
      case ("delay", _): fault.delay = try Self.seconds(value)
      case ("retry-after", let number?): fault.retryAfter = number
      case ("every", let number?) where number > 0: every = number
      case ("reset", nil) where value.isEmpty: fault.isReset = true
      case ("truncate", let number?) where number >= 0: fault.truncation = number
      case ("slow", let number?) where number > 0: fault.bytesPerSecond = number
      default:
        guard let status = Int(word), (200..<600).contains(status) else {
          throw Problem(
            description: "\(word) is no fault: a status, delay=2s, retry-after=1, every=3, reset, truncate=10, slow=100"
          )
        }
        fault.status = status
      }
    }
    self.every = every
    self.fault = fault
  }

  private static func seconds(_ text: String) throws(Problem) -> Double {
    let (number, factor): (Substring, Double) =
      text.hasSuffix("ms") ? (text.dropLast(2), 0.001) : text.hasSuffix("s") ? (text.dropLast(), 1) : (text[...], 1)
    guard let value = Double(number), value >= 0, value <= 3600 else {
      throw Problem(description: "delay=\(text) is no time, such as 2s or 500ms")
    }
    return value * factor
  }

  /// Whether a request is one that the rule speaks of.
  func fits(_ method: HTTPRequest.Method, _ path: String) -> Bool {
    if let own = self.method, own != method { return false }
    let segments = path.split(separator: "/")
    if pattern.last == "**" {
      let fixed = pattern.dropLast()
      return segments.count >= fixed.count && zip(fixed, segments).allSatisfy { $0 == "*" || $0 == $1 }
    }
    return segments.count == pattern.count && zip(pattern, segments).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
