/// What a response has to be: `expect status 200`, `expect $.title == "A"`.
package struct Expectation: Sendable, Hashable {
  /// What is looked at.
  package enum Subject: Sendable, Hashable {
    case status
    case time
    case header(Located)
    /// What a JSONPath finds in the last response's body; with `all`, each of the values is compared.
    case path(Located, all: Bool)
    /// How many values a JSONPath finds, or how many elements there are in the only list that it finds.
    case count(Located)
    /// What a variable holds, such as `$map.title`; with `all`, each of the values is compared.
    case value(VariableReference, SourceRange, all: Bool)
    /// How many values a variable holds, or how many elements there are in its only list.
    case valueCount(VariableReference, SourceRange)
  }

  /// How it is compared.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "contains"
    case matches = "matches"
    /// Nothing follows: it is there.
    case exists = "exists"
  }

  package var isNegated: Bool
  package var subject: Subject
  package var comparison: Comparison
  /// What it is compared with; nil for `exists`.
  package var value: Word?

  package init(isNegated: Bool = false, subject: Subject, comparison: Comparison, value: Word?) {
    self.isNegated = isNegated
    self.subject = subject
    self.comparison = comparison
    self.value = value
  }

  /// The words that an expectation can begin with, besides a JSONPath.
  package static let subjects = ["status", "time", "header", "count("]
}

extension Expectation.Subject {
  /// Whether each of several values is compared.
  package var isAll: Bool {
    switch self {
    case .path(_, let all), .value(_, _, let all): all
    case .status, .time, .header, .count, .valueCount: false
    }
  }
}
