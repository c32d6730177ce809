internal import HTTPTypes

/// Which requests have a fault, and which fault: `get /maps/* 429 retry-after=1 every=3`.
package struct FaultRule: Sendable, Hashable {
  /// Why a text is not a fault rule.
  package struct Problem: Error, Hashable, CustomStringConvertible {
    /// What is wrong and what is expected, in one line.
    package let description: String
  }

  /// The method; nil for all.
  let method: HTTPRequest.Method?
  /// The path's segments: `*` matches any one, a `**` at the end any number.
  let pattern: [String]
  /// Of the matching requests, every `every`th has the fault.
  private(set) var every = 1
  private(set) var fault = Fault()

  private static let longestDelay = 3600.0
  private static let known =
    "a status, delay=2s, retry-after=1, every=3, reset, truncate=10 or slow=100 (bytes a second)"
  private static let methods: Set<String> = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD"]

  /// Reads `METHOD PATH WHAT…`: a status, `delay=2s`, `retry-after=1`, `every=3`, `reset`, `truncate=10`, `slow=100`.
  /// The method `*` matches all methods; in the path `*` matches a segment, and `**` at its end any number of segments.
  /// Storage is below `/storage/`.
  package init(parsing text: String) throws(Problem) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count >= 3 else {
      throw Problem(description: "a fault needs a method, a path and what goes wrong, as in: get /maps/* 503")
    }
    let method = words[0].uppercased()
    guard method == "*" || Self.methods.contains(method) else {
      throw Problem(description: "\(words[0]) is not a method: a fault begins with get, post, delete, head or *")
    }
    guard words[1].hasPrefix("/") else {
      throw Problem(description: "\(words[1]) is not a path: a path begins with a slash, as in /maps/*")
    }
    self.method = method == "*" ? nil : HTTPRequest.Method(method)
    pattern = Self.segments(words[1]).map(String.init)
    if let place = pattern.firstIndex(of: "**"), place != pattern.count - 1 {
      throw Problem(description: "** is allowed only at the end of a path")
    }
    for word in words.dropFirst(2) { try read(word) }
    if fault == Fault() { throw Problem(description: "\(text) doesn't say what goes wrong: use \(Self.known)") }
  }

  private mutating func read(_ word: String) throws(Problem) {
    let name = word.prefix { $0 != "=" }
    let value = String(word.dropFirst(name.count + 1))
    switch (name, Int(value)) {
    case ("delay", _): fault.delay = try Self.seconds(value)
    case ("retry-after", let number?) where (0...86_400).contains(number): fault.retryAfter = number
    case ("every", let number?) where number > 0: every = number
    case ("reset", nil) where name == word: fault.isReset = true
    case ("truncate", let number?) where number >= 0: fault.truncation = number
    case ("slow", let number?) where number > 0: fault.bytesPerSecond = number
    case (_, nil) where name == word && word.utf8.allSatisfy({ (0x30...0x39).contains($0) }):
      guard let status = Int(word), (200..<600).contains(status) else {
        throw Problem(description: "\(word) is not a status: use a number from 200 to 599")
      }
      fault.status = status
    case ("retry-after", _), ("every", _), ("truncate", _), ("slow", _):
      throw Problem(description: "\(word): \(name) takes a whole number, as in \(name)=3")
    default: throw Problem(description: "\(word) is not a fault: use \(Self.known)")
    }
  }

  private static func seconds(_ text: String) throws(Problem) -> Double {
    let (number, factor): (Substring, Double) =
      text.hasSuffix("ms") ? (text.dropLast(2), 0.001) : text.hasSuffix("s") ? (text.dropLast(), 1) : (text[...], 1)
    guard let value = Double(number), value >= 0, value * factor <= longestDelay else {
      throw Problem(description: "delay=\(text) is not a duration: use 2s or 500ms, up to an hour")
    }
    return value * factor
  }

  private static func segments(_ path: String) -> [Substring] {
    let parts = path.split(separator: "/")
    return parts.starts(with: ["api", "v2"]) ? Array(parts.dropFirst(2)) : parts
  }

  /// Whether the rule applies to a request.
  func matches(_ method: HTTPRequest.Method, _ path: String) -> Bool {
    if let own = self.method, own != method { return false }
    let segments = Self.segments(path)
    let fixed = pattern.last == "**" ? pattern.dropLast() : pattern[...]
    let fits = fixed.count == pattern.count ? segments.count == fixed.count : segments.count >= fixed.count
    return fits && zip(fixed, segments).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
