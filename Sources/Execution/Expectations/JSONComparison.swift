internal import CommandLanguage
internal import JSONText

/// Compares JSON values as expectations mean it.
enum JSONComparison {
  static func holds(
    _ actual: JSONValue, _ comparison: Expectation.Comparison, _ expected: JSONValue, at range: SourceRange
  ) throws(Failure) -> Bool {
    switch comparison {
    case .equal: return actual.isEqual(to: expected)
    case .notEqual: return !actual.isEqual(to: expected)
    case .less: return order(actual, expected) == -1
    case .greater: return order(actual, expected) == 1
    case .lessOrEqual: return order(actual, expected).map { $0 <= 0 } ?? false
    case .greaterOrEqual: return order(actual, expected).map { $0 >= 0 } ?? false
    case .contains: return contains(actual, expected)
    case .matches:
      guard case .string(let pattern) = expected else { throw Failure(.setting(.pattern), at: range) }
      guard case .string(let text) = actual else { return false }
      return try matches(text, pattern, at: range)
    case .exists: return true
    }
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
    case .string(let text): text.contains(expected.plainText)
    case .array(let elements): elements.contains { $0.isEqual(to: expected) }
    case .object(let object): object.members.contains { .string($0.name) == expected }
    case .null, .bool, .number: false
    }
  }

  /// Searches for an I-Regexp (RFC 9485), by JSONPath's own `search`, whose cost does not explode.
  private static func matches(_ text: String, _ pattern: String, at range: SourceRange) throws(Failure) -> Bool {
    let quoted = String(decoding: JSONValue.string(pattern).serialized(), as: UTF8.self)
    let path = try JSONQuery.parse("$[?search(@, \(quoted))]", at: range)
    return try !JSONQuery.values(of: path, in: .array([.string(text)]), at: range).isEmpty
  }
}
