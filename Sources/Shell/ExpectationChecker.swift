internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Terminal

/// Holds an expectation against the last response.
struct ExpectationChecker {
  private let session: Session
  private let expander: Expander

  init(_ session: Session) {
    self.session = session
    expander = Expander(session)
  }

  func check(_ expectation: Expectation) throws(Failure) {
    guard let last = session.last else {
      throw Failure(.expectationFailed, "there is no response yet to expect anything of")
    }
    switch expectation.subject {
    case .status:
      let actual = JSONValue(last.head.status)
      try compare([actual], expectation, what: "the status", advice: statusAdvice(last))
    case .time:
      try compareTime(last.timing.total, expectation)
    case .header(let name):
      let value = HTTPField.Name(name.text).flatMap { last.head.headers[$0] }
      try compare(value.map { [.string($0)] } ?? [], expectation, what: "the header \(name.text)")
    case .count(let path):
      let nodes = try JSONQuery.evaluate(path.text, on: try last.json(), at: path.range)
      let count: Int =
        if nodes.count == 1, case .array(let elements)? = nodes.first { elements.count } else { nodes.count }
      try compare([JSONValue(count)], expectation, what: "the count of \(path.text)")
    case .path(let path, let all):
      let nodes = try JSONQuery.evaluate(path.text, on: try last.json(), at: path.range)
      try compare(nodes, expectation, what: path.text, all: all)
    }
  }

  private func compare(
    _ actual: [JSONValue], _ expectation: Expectation, what: String, all: Bool = false, advice: String? = nil
  ) throws(Failure) {
    guard let word = expectation.value else {
      if actual.isEmpty != expectation.isNegated {
        throw Failure(.expectationFailed, "\(what) is \(expectation.isNegated ? "there" : "not there")")
      }
      return
    }
    let expected = try expected(word)
    let holds: Bool
    do {
      let results = try actual.map { value throws(Failure) in
        try Comparing.holds(value, expectation.comparison, expected, at: word.range)
      }
      holds = all ? !results.isEmpty && results.allSatisfy(\.self) : results.count == 1 && results[0]
    }
    guard holds == expectation.isNegated else { return }
    let found =
      switch actual.count {
      case 0: "there is none"
      case 1: "it is \(Self.short(actual[0]))"
      default:
        all ? "they are \(Self.short(.array(actual)))" : "there are \(actual.count): \(Self.short(.array(actual)))"
      }
    let sign = expectation.comparison == .equal ? "" : expectation.comparison.rawValue + " "
    throw Failure(
      .expectationFailed,
      "\(what) was expected \(expectation.isNegated ? "not " : "")to be \(sign)\(Self.short(expected)), and \(found)",
      at: word.range, advice: advice)
  }

  private func compareTime(_ seconds: Double, _ expectation: Expectation) throws(Failure) {
    guard let word = expectation.value else { return }
    let text = try expander.text(word)
    let (number, factor): (Substring, Double) =
      text.hasSuffix("ms") ? (text.dropLast(2), 0.001) : text.hasSuffix("s") ? (text.dropLast(), 1) : (text[...], 1)
    guard let limit = Double(number) else {
      throw Failure(.unreadable, "a time is written as 2s or 500ms", at: word.range)
    }
    let holds: Bool =
      switch expectation.comparison {
      case .less: seconds < limit * factor
      case .lessOrEqual: seconds <= limit * factor
      case .greater: seconds > limit * factor
      case .greaterOrEqual: seconds >= limit * factor
      case .equal, .notEqual, .contains, .matches, .exists:
        throw Failure(.unreadable, "a time is compared with < or >", at: word.range)
      }
    if holds == expectation.isNegated {
      throw Failure(.expectationFailed, "the request took \(Units.duration(seconds))", at: word.range)
    }
  }

  /// The value that a word means: JSON where it was typed bare and is JSON, otherwise text.
  private func expected(_ word: Word) throws(Failure) -> JSONValue {
    if let whole = try expander.wholeValue(word) { return whole }
    let text = try expander.text(word)
    if !word.isQuoted, let value = try? JSONValue(parsing: Array(text.utf8)) { return value }
    return .string(text)
  }

  private func statusAdvice(_ last: Exchange) -> String? {
    last.head.status < 400 ? nil : last.errors.first?.message
  }

  private static func short(_ value: JSONValue) -> String {
    let text = SafeText.of(String(decoding: value.serialized(), as: UTF8.self))
    return text.count > 120 ? text.prefix(119) + "…" : text
  }
}

/// Compares JSON values as expectations mean it.
enum Comparing {
  static func holds(
    _ actual: JSONValue, _ comparison: Expectation.Comparison, _ expected: JSONValue, at range: SourceRange
  ) throws(Failure) -> Bool {
    switch comparison {
    case .equal: return equal(actual, expected)
    case .notEqual: return !equal(actual, expected)
    case .less: return order(actual, expected) == -1
    case .greater: return order(actual, expected) == 1
    case .lessOrEqual: return order(actual, expected).map { $0 <= 0 } ?? false
    case .greaterOrEqual: return order(actual, expected).map { $0 >= 0 } ?? false
    case .contains: return contains(actual, expected)
    case .matches:
      guard case .string(let pattern) = expected else {
        throw Failure(.unreadable, "a pattern is text", at: range)
      }
      guard case .string(let text) = actual else { return false }
      return try matches(text, pattern, at: range)
    case .exists: return true
    }
  }

  private static func equal(_ actual: JSONValue, _ expected: JSONValue) -> Bool {
    actual.isEqual(to: expected)
  }

  /// -1, 0 or 1; nil for values that have no order.
  private static func order(_ actual: JSONValue, _ expected: JSONValue) -> Int? {
    switch (actual, expected) {
    case (.number(let first), .number(let second)): first.isLess(than: second) ? -1 : second.isLess(than: first) ? 1 : 0
    case (.string(let first), .string(let second)): first < second ? -1 : first > second ? 1 : 0
    default: nil
    }
  }

  private static func contains(_ actual: JSONValue, _ expected: JSONValue) -> Bool {
    switch actual {
    case .string(let text): text.contains(Expander.text(of: expected))
    case .array(let elements): elements.contains { equal($0, expected) }
    case .object(let object): object.members.contains { .string($0.name) == expected }
    case .null, .bool, .number: false
    }
  }

  /// Searches for an I-Regexp (RFC 9485), by JSONPath's own `search`, which takes no exponential time.
  private static func matches(_ text: String, _ pattern: String, at range: SourceRange) throws(Failure) -> Bool {
    let quoted = String(decoding: JSONValue.string(pattern).serialized(), as: UTF8.self)
    let path = try JSONQuery.parse("$[?search(@, \(quoted))]", at: range)
    return try !JSONQuery.values(of: path, in: .array([.string(text)]), at: range).isEmpty
  }
}
