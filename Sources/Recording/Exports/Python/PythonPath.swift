internal import Execution
internal import FeltAPI
internal import JSONText

/// JSONPath as Python. Source: RFC 9535.
struct PythonPath {
  /// The helpers that the code calls.
  private(set) var helpers: Set<String> = []
  /// What `$` is inside of a filter.
  private let root: String
  /// How many filters stand around what is written.
  private var depth = 0

  init(root: String) {
    self.root = root
  }

  /// The code that leads to the one value of a singular query.
  static func subscripts(_ query: PathQuery) -> String {
    query.segments.map { segment in
      switch segment.selectors[0] {
      case .name(let name): "[\(PythonLiteral.string(name))]"
      case .index(let index): "[\(index)]"
      case .wildcard, .slice, .filter: ""
      }
    }.joined()
  }

  /// The list of all that a query finds from a value.
  mutating func list(_ query: PathQuery, from base: String) throws(Failure) -> String {
    if query.segments.isEmpty { return "[\(base)]" }
    helpers.insert("select")
    let steps = try steps(query)
    return "select(\(([base] + steps).joined(separator: ", ")))"
  }

  /// The steps of a query as arguments, for `dig` and for columns.
  mutating func steps(_ query: PathQuery) throws(Failure) -> [String] {
    var steps: [String] = []
    for segment in query.segments { steps += try self.steps(segment) }
    return steps
  }

  private mutating func steps(_ segment: QuerySegment) throws(Failure) -> [String] {
    var steps: [String] = []
    for selector in segment.selectors { steps.append(try step(selector)) }
    let step = steps.count == 1 ? steps[0] : "(\(steps.map { "(\($0),)" }.joined(separator: ", ")))"
    if segment.isDescendant { helpers.insert("ALL") }
    return segment.isDescendant ? ["DEEP", step] : [step]
  }

  private mutating func step(_ selector: PathSelector) throws(Failure) -> String {
    switch selector {
    case .name(let name): return PythonLiteral.string(name)
    case .index(let index): return String(index)
    case .wildcard:
      helpers.insert("ALL")
      return "ALL"
    case .slice(_, _, 0): return "slice(0, 0)"
    case .slice(let start, let end, let step):
      let parts = [start.map(String.init) ?? "None", end.map(String.init) ?? "None"]
      return "slice(\((parts + (step == 1 ? [] : [String(step)])).joined(separator: ", ")))"
    case .filter(let condition):
      depth += 1
      defer { depth -= 1 }
      return "lambda \(each): \(try self.condition(condition))"
    }
  }

  private var each: String { depth == 1 ? "each" : "each\(depth)" }

  // MARK: - Conditions

  private mutating func condition(_ condition: PathCondition) throws(Failure) -> String {
    switch condition {
    case .any(let parts): return try joined(parts, " or ")
    case .all(let parts): return try joined(parts, " and ")
    case .not(let part): return "not (\(try self.condition(part)))"
    case .exists(let query): return try list(query, from: base(of: query))
    case .function(let function): return try call(function)
    case .compare(let first, let comparison, let second): return try compare(first, comparison, second)
    }
  }

  private mutating func joined(_ parts: [PathCondition], _ word: String) throws(Failure) -> String {
    var texts: [String] = []
    for part in parts { texts.append("(\(try condition(part)))") }
    return texts.joined(separator: word)
  }

  private mutating func compare(
    _ first: PathOperand, _ comparison: PathComparison, _ second: PathOperand
  ) throws(Failure) -> String {
    switch comparison {
    case .equal, .notEqual:
      if case .query(let one) = first, case .query(let other) = second {
        // Two that find nothing are equal.
        return "\(try list(one, from: base(of: one))) \(comparison.rawValue) \(try list(other, from: base(of: other)))"
      }
      return try equality(first, comparison, second)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      helpers.insert("compare")
      return "compare(\(try operand(first)), \"\(comparison.rawValue)\", \(try operand(second)))"
    }
  }

  private mutating func equality(
    _ first: PathOperand, _ comparison: PathComparison, _ second: PathOperand
  ) throws(Failure) -> String {
    guard case .literal(let literal) = second else {
      if case .literal = first { return try equality(second, comparison, first) }
      return "\(try operand(first)) \(comparison.rawValue) \(try operand(second))"
    }
    switch (literal, first) {
    case (.null, .query(let query)):
      // What isn't there is not null.
      return "\(try list(query, from: base(of: query))) \(comparison.rawValue) [None]"
    case (.bool, _), (.null, _):
      return "\(try operand(first)) \(comparison == .equal ? "is" : "is not") \(try operand(second))"
    default: return "\(try operand(first)) \(comparison.rawValue) \(try operand(second))"
    }
  }

  private mutating func operand(_ operand: PathOperand) throws(Failure) -> String {
    switch operand {
    case .literal(let value): return PythonNode(value).text(indentation: -1000)
    case .function(let function): return try call(function)
    case .query(let query):
      if query.segments.isEmpty { return base(of: query) }
      helpers.insert("dig")
      return "dig(\(([base(of: query)] + (try steps(query))).joined(separator: ", ")))"
    }
  }

  private mutating func call(_ function: PathFunction) throws(Failure) -> String {
    switch (function.name, function.arguments.first, function.arguments.dropFirst().first) {
    case (.length, let value?, _):
      helpers.insert("length")
      return "length(\(try operand(value)))"
    case (.count, .query(let query)?, _): return "len(\(try list(query, from: base(of: query))))"
    case (.match, let value?, .literal(.string(let pattern))?), (.search, let value?, .literal(.string(let pattern))?):
      helpers.insert("matches")
      let pattern = try PythonPattern.text(function.name == .match ? "^(?:\(pattern))$" : pattern)
      return "matches(\(try operand(value)), \(PythonLiteral.string(pattern)))"
    default:
      throw Failure(.export(.part("the function \(function.name.rawValue) of a JSONPath used so", .python)))
    }
  }

  private func base(of query: PathQuery) -> String { query.isRelative ? each : root }
}

/// Regular expressions. Source: RFC 9485 for I-Regexp; Python's module `re`.
enum PythonPattern {
  static func text(_ pattern: String) throws(Failure) -> String {
    if pattern.contains("\\p") || pattern.contains("\\P") {
      throw Failure(.export(.part("\\p in a regular expression", .python)))
    }
    // In Python, $ stands in front of a line break at the end too.
    guard pattern.hasSuffix("$"), !pattern.hasSuffix("\\$") else { return pattern }
    return pattern.dropLast() + "\\Z"
  }
}
