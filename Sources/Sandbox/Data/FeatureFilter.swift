internal import JSONText

/// A condition on the attributes of features: `["acres", "gt", 100]`, or several of them joined by `"and"` and `"or"`.
/// Source: Felt Style Language, "filters".
indirect enum FeatureFilter: Sendable {
  case all([FeatureFilter])
  case any([FeatureFilter])
  case compare(String, Comparison, JSONValue)
  /// Whether the attribute is, or isn't, one of a list.
  case contains(String, ValueSet, isNegated: Bool)

  enum Comparison: String, Sendable {
    case eq, ne, lt, gt, le, ge, cn, nc, `in`, ni, `is`, isnt
  }

  /// Why a value is not a filter.
  struct Problem: Error {
    /// A JSON pointer into the value.
    let pointer: String
    let detail: String
  }

  private static let depthLimit = 32
  /// Each condition is tested on each feature.
  private static let conditionLimit = 1000
  private static let textLimit = 1000

  /// Reads the `filters` of an export: a list of conditions that must all hold, or one condition.
  init(_ filters: [JSONValue]) throws(Problem) {
    var count = 0
    self = try Self.read(filters, at: "", depth: 0, count: &count)
  }

  private static func read(
    _ elements: [JSONValue], at pointer: String, depth: Int, count: inout Int
  ) throws(Problem) -> FeatureFilter {
    guard depth < depthLimit else { throw Problem(pointer: pointer, detail: "The filters are nested too deeply.") }
    if case .string(let name)? = elements.first {
      count += 1
      guard count <= conditionLimit else {
        throw Problem(pointer: pointer, detail: "There may be at most \(conditionLimit) conditions.")
      }
      return try comparison(name, elements, at: pointer)
    }
    // Alternatives, each a list of conditions that must all hold.
    var alternatives: [[FeatureFilter]] = [[]]
    var wantsCondition = true
    for (index, element) in elements.enumerated() {
      let place = "\(pointer)/\(index)"
      switch element {
      case .array(let inner):
        alternatives[alternatives.count - 1].append(try read(inner, at: place, depth: depth + 1, count: &count))
        wantsCondition = false
      case .string("and") where !wantsCondition: wantsCondition = true
      case .string("or") where !wantsCondition:
        alternatives.append([])
        wantsCondition = true
      default:
        throw Problem(
          pointer: place, detail: "A filter is [attribute, operator, value], with and, or between two filters.")
      }
    }
    if wantsCondition, !elements.isEmpty {
      throw Problem(pointer: pointer, detail: "A condition must follow the last and, or.")
    }
    return alternatives.count == 1 ? .all(alternatives[0]) : .any(alternatives.map(FeatureFilter.all))
  }

  private static func comparison(
    _ name: String, _ elements: [JSONValue], at pointer: String
  ) throws(Problem) -> FeatureFilter {
    guard elements.count == 3 else {
      throw Problem(pointer: pointer, detail: "A filter is [attribute, operator, value].")
    }
    guard let word = elements[1].text, let comparison = Comparison(rawValue: word) else {
      throw Problem(
        pointer: pointer + "/1", detail: "The operator must be one of eq, ne, lt, gt, le, ge, cn, nc, in, ni, is, isnt."
      )
    }
    if comparison == .in || comparison == .ni {
      guard let list = elements[2].array else {
        throw Problem(pointer: pointer + "/2", detail: "\(word) needs a list.")
      }
      return .contains(name, ValueSet(list), isNegated: comparison == .ni)
    }
    guard elements[2].text?.utf8.count ?? 0 <= textLimit else {
      throw Problem(pointer: pointer + "/2", detail: "A text may have at most \(textLimit) bytes.")
    }
    return .compare(name, comparison, elements[2])
  }

  /// Whether a feature's attributes satisfy the condition.
  func matches(_ values: JSONObject) -> Bool {
    switch self {
    case .all(let filters): filters.allSatisfy { $0.matches(values) }
    case .any(let filters): filters.contains { $0.matches(values) }
    case .compare(let name, let comparison, let value): comparison.holds(values.value(name), value)
    case .contains(let name, let list, let isNegated): list.contains(values.value(name)) != isNegated
    }
  }
}

extension FeatureFilter.Comparison {
  fileprivate func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch self {
    case .eq, .is: left.isEqual(to: right)
    case .ne, .isnt: !left.isEqual(to: right)
    case .lt: Self.isLess(left, right)
    case .gt: Self.isLess(right, left)
    case .le: Self.isLess(left, right) || (left != .null && left.isEqual(to: right))
    case .ge: Self.isLess(right, left) || (left != .null && left.isEqual(to: right))
    case .cn: Self.contains(left, right)
    case .nc: !Self.contains(left, right)
    case .in: ValueSet(right.array ?? []).contains(left)
    case .ni: !ValueSet(right.array ?? []).contains(left)
    }
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left.isLess(than: right)
    case (.string(let left), .string(let right)): left < right
    default: false
    }
  }

  private static func contains(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard let left = left.text, let right = right.text else { return false }
    return right.isEmpty || left.lowercased().contains(right.lowercased())
  }
}
