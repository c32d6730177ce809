extension PathParser {
  /// `a || b`, the weakest binding.
  mutating func condition() throws(JSONPathError) -> PathCondition {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw error("conditions nested deeper than \(Self.deepest) levels") }
    var parts = [try conjunction()]
    while true {
      let end = position
      skipBlanks()
      guard take("||") else {
        position = end
        return parts.count == 1 ? parts[0] : .any(parts)
      }
      skipBlanks()
      parts.append(try conjunction())
    }
  }

  private mutating func conjunction() throws(JSONPathError) -> PathCondition {
    var parts = [try basic()]
    while true {
      let end = position
      skipBlanks()
      guard take("&&") else {
        position = end
        return parts.count == 1 ? parts[0] : .all(parts)
      }
      skipBlanks()
      parts.append(try basic())
    }
  }

  private mutating func basic() throws(JSONPathError) -> PathCondition {
    if current == "!", peek(1) != "=" {
      position += 1
      skipBlanks()
      return .not(current == "(" ? try parenthesized() : try test())
    }
    if current == "(" { return try parenthesized() }
    let start = position
    let left = try operand()
    let end = position
    skipBlanks()
    guard let comparison = PathComparison.allCases.first(where: { starts($0.rawValue) }) else {
      position = end
      return try test(left, from: start)
    }
    position += comparison.rawValue.unicodeScalars.count
    try checkComparable(left, from: start)
    skipBlanks()
    let rightStart = position
    let right = try operand()
    try checkComparable(right, from: rightStart)
    return .compare(left, comparison, right)
  }

  private mutating func parenthesized() throws(JSONPathError) -> PathCondition {
    let open = position
    position += 1
    skipBlanks()
    let inner = try condition()
    skipBlanks()
    guard take(")") else { throw error("this parenthesis is not closed", from: open) }
    return inner
  }

  private mutating func test() throws(JSONPathError) -> PathCondition {
    let start = position
    return try test(try operand(), from: start)
  }

  /// An operand that stands alone: a query that finds something, or a function that says yes or no.
  private func test(_ operand: PathOperand, from start: Int) throws(JSONPathError) -> PathCondition {
    switch operand {
    case .query(let query): return .exists(query)
    case .function(let function):
      guard function.name.result == .logical else {
        throw error("\(function.name.rawValue)() gives a value, which has to be compared", from: start)
      }
      return .function(function)
    case .literal: throw error("a literal is not a condition: compare it with something", from: start)
    }
  }

  private func checkComparable(_ operand: PathOperand, from start: Int) throws(JSONPathError) {
    switch operand {
    case .literal: return
    case .query(let query):
      if !query.isSingular { throw error("only a query for one node can be compared", from: start) }
    case .function(let function):
      if function.name.result != .value {
        throw error("\(function.name.rawValue)() says yes or no, and cannot be compared", from: start)
      }
    }
  }

  private mutating func operand() throws(JSONPathError) -> PathOperand {
    if let literal = try literal() { return .literal(literal) }
    if take("@") { return .query(PathQuery(isRelative: true, segments: try segments())) }
    if take("$") { return .query(PathQuery(segments: try segments())) }
    return .function(try function())
  }

  private mutating func function() throws(JSONPathError) -> PathFunction {
    let start = position
    while let scalar = current, ("a"..."z").contains(scalar) || scalar == "_" || ("0"..."9").contains(scalar) {
      position += 1
    }
    let typed = text(start)
    guard position > start, take("(") else {
      throw error("a query, a literal or a function was expected", from: start)
    }
    guard let name = PathFunction.Name(rawValue: typed) else {
      throw error("there is no function \(typed): there are length, count, match, search and value", from: start)
    }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw error("functions nested deeper than \(Self.deepest) levels") }
    var arguments: [PathOperand] = []
    skipBlanks()
    while current != ")" {
      let argumentStart = position
      let argument = try operand()
      try check(
        argument, name.parameters.indices.contains(arguments.count) ? name.parameters[arguments.count] : nil,
        argumentStart)
      arguments.append(argument)
      skipBlanks()
      if !take(",") { break }
      skipBlanks()
      if current == ")" { throw error("an argument is missing") }
    }
    guard take(")") else { throw error("this parenthesis is not closed", from: start) }
    guard arguments.count == name.parameters.count else {
      throw error(
        "\(typed)() takes \(name.parameters.count) argument\(name.parameters.count == 1 ? "" : "s")", from: start)
    }
    return PathFunction(name: name, arguments: arguments)
  }

  /// Whether an argument is of the kind that a function takes. Source: RFC 9535, section 2.4.3.
  private func check(_ argument: PathOperand, _ kind: PathFunction.Kind?, _ start: Int) throws(JSONPathError) {
    switch (kind, argument) {
    case (nil, _): throw error("one argument too many", from: start)
    case (.value?, .literal): return
    case (.value?, .query(let query)) where query.isSingular: return
    case (.value?, .function(let function)) where function.name.result == .value: return
    case (.nodes?, .query): return
    case (.nodes?, _): throw error("a query was expected here", from: start)
    default: throw error("a value was expected here: a literal, or a query for one node", from: start)
    }
  }
}
