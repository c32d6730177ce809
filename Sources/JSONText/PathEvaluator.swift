/// Finds the nodes of a query. Source: RFC 9535, sections 2.3 and 2.5.
struct PathEvaluator {
  let root: JSONValue
  /// Whether the nodes know where they are, which costs an object each.
  var isLocating = false

  func nodes(_ query: PathQuery, from value: JSONValue) -> [JSONPath.Node] {
    var nodes = [JSONPath.Node(value: query.isRelative ? value : root, location: isLocating ? Location() : nil)]
    for segment in query.segments {
      var next: [JSONPath.Node] = []
      for node in nodes {
        if segment.isDescendant {
          forEachDescendant(of: node) { select(segment.selectors, in: $0, &next) }
        } else {
          select(segment.selectors, in: node, &next)
        }
      }
      nodes = next
    }
    return nodes
  }

  /// The node and all below it, each before those below it, without recursion.
  private func forEachDescendant(of node: JSONPath.Node, _ body: (JSONPath.Node) -> Void) {
    var waiting = [node]
    while let next = waiting.popLast() {
      body(next)
      waiting += children(of: next).reversed()
    }
  }

  private func children(of node: JSONPath.Node) -> [JSONPath.Node] {
    var result: [JSONPath.Node] = []
    addChildren(of: node, to: &result)
    return result
  }

  private func addChildren(
    of node: JSONPath.Node, to result: inout [JSONPath.Node], where isWanted: (JSONValue) -> Bool = { _ in true }
  ) {
    switch node.value {
    case .array(let elements):
      for (index, element) in elements.enumerated() where isWanted(element) {
        result.append(node.child(element, .index(index)))
      }
    case .object(let object):
      for member in object.members where isWanted(member.value) {
        result.append(node.child(member.value, .name(member.name)))
      }
    case .null, .bool, .number, .string: break
    }
  }

  private func select(_ selectors: [PathSelector], in node: JSONPath.Node, _ result: inout [JSONPath.Node]) {
    for selector in selectors {
      switch (selector, node.value) {
      case (.name(let name), .object(let object)):
        if let value = object[name] { result.append(node.child(value, .name(name))) }
      case (.index(let index), .array(let elements)):
        let place = index < 0 ? elements.count + index : index
        if elements.indices.contains(place) { result.append(node.child(elements[place], .index(place))) }
      case (.wildcard, _): addChildren(of: node, to: &result)
      case (.slice(let start, let end, let step), .array(let elements)):
        for place in Self.slice(start, end, step, elements.count) {
          result.append(node.child(elements[place], .index(place)))
        }
      case (.filter(let condition), _): addChildren(of: node, to: &result) { holds(condition, $0) }
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

  private func holds(_ condition: PathCondition, _ current: JSONValue) -> Bool {
    switch condition {
    case .any(let parts): parts.contains { holds($0, current) }
    case .all(let parts): parts.allSatisfy { holds($0, current) }
    case .not(let inner): !holds(inner, current)
    case .exists(let query): !nodes(query, from: current).isEmpty
    case .compare(let left, let comparison, let right):
      Self.compare(value(left, current), comparison, value(right, current))
    case .function(let function): logical(function, current)
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

  private func value(_ operand: PathOperand, _ current: JSONValue) -> JSONValue? {
    switch operand {
    case .literal(let value): value
    case .query(let query): nodes(query, from: current).first?.value
    case .function(let function): result(function, current)
    }
  }

  // MARK: - Functions

  private func result(_ function: PathFunction, _ current: JSONValue) -> JSONValue? {
    guard let argument = function.arguments.first else { return nil }
    switch function.name {
    case .length:
      switch value(argument, current) {
      case .string(let text)?: return JSONValue(text.unicodeScalars.count)
      case .array(let elements)?: return JSONValue(elements.count)
      case .object(let object)?: return JSONValue(object.members.count)
      default: return nil
      }
    case .count, .value:
      guard case .query(let query) = argument else { return nil }
      let found = nodes(query, from: current)
      return function.name == .count ? JSONValue(found.count) : found.count == 1 ? found[0].value : nil
    case .match, .search: return nil
    }
  }

  private func logical(_ function: PathFunction, _ current: JSONValue) -> Bool {
    guard function.arguments.count == 2, case .string(let text)? = value(function.arguments[0], current),
      case .string(let pattern)? = value(function.arguments[1], current),
      let expression = IRegexp(pattern)
    else { return false }
    return function.name == .match ? expression.matches(text) : expression.isFound(in: text)
  }
}
