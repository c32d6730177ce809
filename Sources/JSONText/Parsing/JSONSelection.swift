/// Which parts of a JSON value somebody wants.
package indirect enum JSONSelection: Sendable {
  case whole
  /// Scalars, and of containers only that they are there.
  case kind
  /// Of an object these members; the others whole, or not at all.
  case members([String: JSONSelection], others: Bool)
  /// Of a list the first elements; the others whole, or not at all.
  case elements([JSONSelection], others: Bool)
  /// Of a list the objects in which a member has one of these texts, and so many of the other elements.
  case things(JSONSelection, wanted: [String: Set<String>], others: Int)

  /// What two selections want together.
  package static func merged(_ first: JSONSelection, _ second: JSONSelection) -> JSONSelection {
    switch (first, second) {
    case (.kind, let other), (let other, .kind): other
    case (.members(let first, let hasOthers), .members(let second, let others)):
      .members(merged(first, hasOthers, second, others), others: hasOthers || others)
    case (.elements(let first, let hasOthers), .elements(let second, let others)):
      .elements(merged(first, hasOthers, second, others), others: hasOthers || others)
    case (.things(let first, let wanted, let count), .things(let second, let more, let others)):
      .things(
        merged(first, second), wanted: wanted.merging(more) { $0.union($1) },
        others: count.addingReportingOverflow(others).overflow ? .max : count + others)
    default: .whole
    }
  }

  private static func merged(
    _ first: [String: JSONSelection], _ hasOthers: Bool, _ second: [String: JSONSelection], _ others: Bool
  ) -> [String: JSONSelection] {
    var members: [String: JSONSelection] = [:]
    for name in Set(first.keys).union(second.keys) {
      switch (first[name], second[name]) {
      case (let one?, let other?): members[name] = merged(one, other)
      case (let one?, nil): members[name] = others ? .whole : one
      case (nil, let other): members[name] = hasOthers ? .whole : other
      }
    }
    return members
  }

  private static func merged(
    _ first: [JSONSelection], _ hasOthers: Bool, _ second: [JSONSelection], _ others: Bool
  ) -> [JSONSelection] {
    (0..<max(first.count, second.count)).map { index in
      guard index < first.count else { return hasOthers ? .whole : second[index] }
      guard index < second.count else { return others ? .whole : first[index] }
      return merged(first[index], second[index])
    }
  }
}
