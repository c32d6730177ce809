/// `expect status 200`, `expect $.title == "A"`.
package struct Expectation: Sendable, Hashable {
  /// What is looked at.
  package enum Subject: Sendable, Hashable {
    case status
    case time
    case header(Located)
    /// What a JSONPath finds in the last response's body; with `all`, each of it is compared.
    case path(Located, all: Bool)
    /// How many things a JSONPath finds, or how many elements the one list has that it finds.
    case count(Located)
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
}
