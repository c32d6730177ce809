/// Finds the nodes of a query. Source: RFC 9535, sections 2.3 and 2.5.
final class PathEvaluator {
  /// Why a query can't be evaluated.
  enum Stop: Error {
    /// It came to more nodes than anybody can want, as `$..*..*..*` does.
    case tooMany
    case cancelled
  }

  private let root: JSONValue
  /// Whether the nodes know where they are, which costs an object each.
  private let isLocating: Bool
  /// How many more nodes may be looked at.
  private var left: Int
  /// How many nodes a list may hold.
  private let longest: Int
  private let isCancelled: () -> Bool
  private var nextLook: Int
  /// So many nodes are looked at between two looks at whether it is to stop.
  private static let pause = 1 << 16

  init(root: JSONValue, isLocating: Bool, mostNodes: Int, isCancelled: @escaping () -> Bool) {
    self.root = root
    self.isLocating = isLocating
    left = mostNodes
    longest = mostNodes / 10
    nextLook = mostNodes - Self.pause
    self.isCancelled = isCancelled
  }

  private func spend(_ count: Int) throws(Stop) {
    left -= count
    guard left < nextLook else { return }
    if left < 0 { throw .tooMany }
    if isCancelled() { throw .cancelled }
    nextLook = left - Self.pause
  }

  func nodes(_ query: PathQuery, from value: JSONValue) throws(Stop) -> [JSONPath.Node] {
    var nodes = [JSONPath.Node(value: query.isRelative ? value : root, location: isLocating ? Location() : nil)]
    for segment in query.segments {
      var next: [JSONPath.Node] = []
      for node in nodes {
        if segment.isDescendant {
          try selectBelow(node, segment.selectors, &next)
        } else {
          try select(segment.selectors, in: node, &next)
        }
        if next.count > longest { throw .tooMany }
      }
      nodes = next
    }
    return nodes
  }

  /// Selects in the node and in all below it, in each before those below it, without recursion.
  private func selectBelow(
    _ node: JSONPath.Node, _ selectors: [PathSelector], _ result: inout [JSONPath.Node]
  ) throws(Stop) {
    var waiting = [node]
    while let next = waiting.popLast() {
      try select(selectors, in: next, &result)
      if result.count > longest { throw .tooMany }
      let known = waiting.count
      try addChildren(of: next, to: &waiting)
      waiting[known...].reverse()
    }
  }

  private func addChildren(
    of node: JSONPath.Node, to result: inout [JSONPath.Node], where condition: PathCondition? = nil
  ) throws(Stop) {
    switch node.value {
    case .array(let elements):
      try spend(elements.count)
      for (index, element) in elements.enumerated() {
        if let condition, try !holds(condition, element) { continue }
        result.append(node.child(element, .index(index)))
      }
    case .object(let object):
      try spend(object.members.count)
      for member in object.members {
        if let condition, try !holds(condition, member.value) { continue }
        result.append(node.child(member.value, .name(member.name)))
      }
    case .null, .bool, .number, .string: break
    }
  }

  private func select(_ selectors: [PathSelector], in node: JSONPath.Node, _ result: inout [JSONPath.Node])
    throws(Stop)
  {
    for selector in selectors {
      try spend(1)
      switch (selector, node.value) {
      case (.name(let name), .object(let object)):
        if let value = object[name] { result.append(node.child(value, .name(name))) }
      case (.index(let index), .array(let elements)):
        let place = index < 0 ? elements.count + index : index
        if elements.indices.contains(place) { result.append(node.child(elements[place], .index(place))) }
      case (.wildcard, _): try addChildren(of: node, to: &result)
      case (.slice(let start, let end, let step), .array(let elements)):
        let places = Self.slice(start, end, step, elements.count)
        try spend(places.count)
        for place in places {
          result.append(node.child(elements[place], .index(place)))
        }
      case (.filter(let condition), _): try addChildren(of: node, to: &result, where: condition)
      default: break
      }
    }
  }

  /// The indices that a slice selects. Source: RFC 9535, section 2.3.4.2.2.
  private static func slice(_ start: Int?, _ end: Int?, _ step: Int, _ count: Int) -> [Int] {
    guard step != 0 else { return [] }
    func normalized(_ index: Int) -> Int { index >= 0 ? index : count + index }
    let first = normalized(start ?? (step > 0 ? 0 : count - 1))
    let last = end.map(normalized) ?? (step > 0 ? count : -1)
    if step > 0 {
      let lower = min(max(first, 0), count)
      return Array(stride(from: lower, to: max(lower, min(max(last, 0), count)), by: step))
    }
    let upper = min(max(first, -1), count - 1)
    return Array(stride(from: upper, to: min(upper, min(max(last, -1), count - 1)), by: step))
  }

  // MARK: - Conditions

  func holds(_ condition: PathCondition, _ current: JSONValue) throws(Stop) -> Bool {
    switch condition {
    case .any(let parts):
      for part in parts where try holds(part, current) { return true }
      return false
    case .all(let parts):
      for part in parts where try !holds(part, current) { return false }
      return true
    case .not(let inner): return try !holds(inner, current)
    case .exists(let query): return try first(query, current) != nil
    case .compare(let left, let comparison, let right):
      return Self.compare(try value(left, current), comparison, try value(right, current))
    case .function(let function): return try logical(function, current)
    }
  }

  /// Source: RFC 9535, section 2.3.5.2.2; nil is Nothing.
  private static func compare(_ left: JSONValue?, _ comparison: PathComparison, _ right: JSONValue?) -> Bool {
    switch comparison {
    case .equal: equal(left, right)
    case .notEqual: !equal(left, right)
    case .less: less(left, right)
    case .greater: less(right, left)
    case .lessOrEqual: less(left, right) || equal(left, right)
    case .greaterOrEqual: less(right, left) || equal(left, right)
    }
  }

  private static func equal(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.isEqual(to: right)
  }

  private static func less(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    switch (left, right) {
    case (.number(let first)?, .number(let second)?): first.isLess(than: second)
    case (.string(let first)?, .string(let second)?):
      first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    default: false
    }
  }

  private func value(_ operand: PathOperand, _ current: JSONValue) throws(Stop) -> JSONValue? {
    switch operand {
    case .literal(let value): value
    case .query(let query): try first(query, current)
    case .function(let function): try result(function, current)
    }
  }

  /// The first value that a query finds. One that finds one at the most needs no lists of nodes.
  private func first(_ query: PathQuery, _ current: JSONValue) throws(Stop) -> JSONValue? {
    guard query.isSingular else { return try nodes(query, from: current).first?.value }
    try spend(query.segments.count)
    var value = query.isRelative ? current : root
    for segment in query.segments {
      switch (segment.selectors[0], value) {
      case (.name(let name), .object(let object)):
        guard let member = object[name] else { return nil }
        value = member
      case (.index(let index), .array(let elements)):
        let place = index < 0 ? elements.count + index : index
        guard elements.indices.contains(place) else { return nil }
        value = elements[place]
      default: return nil
      }
    }
    return value
  }

  // MARK: - Functions

  private func result(_ function: PathFunction, _ current: JSONValue) throws(Stop) -> JSONValue? {
    guard let argument = function.arguments.first else { return nil }
    switch function.name {
    case .length:
      switch try value(argument, current) {
      case .string(let text)?: return JSONValue(text.unicodeScalars.count)
      case .array(let elements)?: return JSONValue(elements.count)
      case .object(let object)?: return JSONValue(object.members.count)
      default: return nil
      }
    case .count, .value:
      guard case .query(let query) = argument else { return nil }
      let found = try nodes(query, from: current)
      return function.name == .count ? JSONValue(found.count) : found.count == 1 ? found[0].value : nil
    case .match, .search: return nil
    }
  }

  private func logical(_ function: PathFunction, _ current: JSONValue) throws(Stop) -> Bool {
    guard function.arguments.count == 2, case .string(let text)? = try value(function.arguments[0], current),
      case .string(let pattern)? = try value(function.arguments[1], current),
      let expression = IRegexp(pattern)
    else { return false }
    return function.name == .match ? expression.matches(text) : expression.isFound(in: text)
  }
}
