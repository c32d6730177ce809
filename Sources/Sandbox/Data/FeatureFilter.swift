internal import JSONText

/// A condition on the values of features: `["acres", "gt", 100]`, and several of them joined by `"and"` and `"or"`.
/// Source: Felt Style Language, "filters".
indirect enum FeatureFilter: Sendable {
  case all([FeatureFilter])
  case any([FeatureFilter])
  case compare(String, Comparison, JSONValue)

  enum Comparison: String, Sendable {
    case eq, ne, lt, gt, le, ge, cn, nc, `in`, ni, `is`, isnt
  }

  /// Why a value is no filter, and where in it.
  struct Problem: Error {
    /// A JSON pointer.
    let pointer: String
    let detail: String
  }

  private static let deepest = 32

  /// Reads the `filters` of an export: a list of conditions that all have to hold, or one condition.
  init(_ filters: [JSONValue]) throws(Problem) {
    self = try Self.read(filters, at: "", depth: 0)
  }

  private static func read(_ elements: [JSONValue], at pointer: String, depth: Int) throws(Problem) -> FeatureFilter {
    guard depth < deepest else { throw Problem(pointer: pointer, detail: "The filters are nested too deep.") }
    if case .string(let name)? = elements.first { return try comparison(name, elements, at: pointer) }
    // Alternatives, each a list of what has to hold.
    var alternatives: [[FeatureFilter]] = [[]]
    var wantsCondition = true
    for (index, element) in elements.enumerated() {
      let place = "\(pointer)/\(index)"
      switch element {
      case .array(let inner):
        alternatives[alternatives.count - 1].append(try read(inner, at: place, depth: depth + 1))
        wantsCondition = false
      case .string("and") where !wantsCondition: wantsCondition = true
      case .string("or") where !wantsCondition:
        alternatives.append([])
        wantsCondition = true
      default:
        throw Problem(pointer: place, detail: "A filter is [attribute, operator, value]; and, or stand between two.")
      }
    }
    if wantsCondition, !elements.isEmpty {
      throw Problem(pointer: pointer, detail: "A condition has to follow the last word.")
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
        pointer: pointer + "/1", detail: "An operator is one of eq, ne, lt, gt, le, ge, cn, nc, in, ni, is, isnt.")
    }
    if comparison == .in || comparison == .ni, elements[2].array == nil {
      throw Problem(pointer: pointer + "/2", detail: "\(word) compares with a list.")
    }
    return .compare(name, comparison, elements[2])
  }

  /// Whether a feature's values fulfil the condition.
  func fits(_ values: JSONObject) -> Bool {
    switch self {
    case .all(let filters): filters.allSatisfy { $0.fits(values) }
    case .any(let filters): filters.contains { $0.fits(values) }
    case .compare(let name, let comparison, let value): comparison.holds(values.value(name), value)
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
    case .le: Self.isLess(left, right) || left != .null && left.isEqual(to: right)
    case .ge: Self.isLess(right, left) || left != .null && left.isEqual(to: right)
    case .cn: Self.contains(left, right)
    case .nc: !Self.contains(left, right)
    case .in: right.array?.contains { $0.isEqual(to: left) } ?? false
    case .ni: !(right.array?.contains { $0.isEqual(to: left) } ?? false)
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
