internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// Expectations, and the conditions of `if`.
extension PythonWriter {
  func expect(_ expectation: Expectation, _ statement: Statement) throws(Failure) {
    // Where a failure is looked at again, nothing may be raised but that it does not hold.
    let condition = try condition(expectation, isSafe: isRetried || expectation.isNegated)
    line("\(use("expect"))(\(condition), \(PythonLiteral.string(statement.text)))", statement)
  }

  /// - Parameter isSafe: whether a value that isn't there is not a failure of its own.
  func condition(_ expectation: Expectation, isSafe: Bool) throws(Failure) -> String {
    let positive = try positive(expectation, isSafe: isSafe)
    return expectation.isNegated ? "not (\(positive))" : positive
  }

  private func positive(_ expectation: Expectation, isSafe: Bool) throws(Failure) -> String {
    switch expectation.subject {
    case .status: return try plain("response.status_code", expectation)
    case .time:
      guard let word = expectation.value, let text = constant(word), let limit = TimeSpan.duration(text) else {
        throw Failure(.setting(.timeFormat), at: expectation.value?.range)
      }
      return "response.elapsed.total_seconds() \(expectation.comparison.rawValue) \(limit)"
    case .header(let name):
      let header = PythonLiteral.string(name.text)
      guard expectation.value != nil else { return "\(header) in response.headers" }
      return "\(header) in response.headers and \(try test("response.headers[\(header)]", expectation))"
    case .count(let path):
      let found = try list(try self.path(path.text, at: path.range), from: "response.json()")
      return try plain("\(use("count"))(\(found))", expectation)
    case .valueCount(let reference, let range):
      return try plain("\(use("count"))(\(try found(reference, at: range)))", expectation)
    case .path(let path, let all):
      let query = try self.path(path.text, at: path.range)
      let found = try list(query, from: "response.json()")
      guard expectation.value != nil else { return query.segments.isEmpty ? "True" : "bool(\(found))" }
      if query.isSingular, !all, !isSafe {
        return try test("response.json()" + PythonPath.subscripts(query), expectation)
      }
      return try tests(found, expectation, all: all)
    case .value(let reference, let range, let all):
      guard expectation.value != nil else { return try exists(reference, at: range) }
      let isRow = variable(reference.name).map { $0.isRow || $0.isOwn } ?? false
      if !all, reference.query.isEmpty || !isSafe, try isSingular(reference, at: range) {
        return try test(try value(reference, at: range).text, expectation, isRow: isRow)
      }
      return try tests(try found(reference, at: range), expectation, all: all, isRow: isRow)
    }
  }

  private func isSingular(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> Bool {
    if reference.query.isEmpty { return true }
    return try query(reference, at: range).isSingular
  }

  /// Whether there is something, which a variable alone may be asked.
  private func exists(_ reference: VariableReference, at range: SourceRange) throws(Failure) -> String {
    guard let variable = variable(reference.name) else {
      return "\(use("something"))(\(parameter(reference.name, isOptional: true).variable))"
    }
    if reference.query.isEmpty {
      if reference.name == "_" { return "response is not None" }
      return variable.isResponse ? "\(variable.name) is not None" : "\(use("something"))(\(variable.name))"
    }
    let found = try found(reference, at: range)
    return "\(variable.isUncertain ? "\(variable.name) is not None and " : "")\(use("something"))(*\(found))"
  }

  // MARK: - Comparing

  /// A comparison of a number that is certainly there.
  private func plain(_ code: String, _ expectation: Expectation) throws(Failure) -> String {
    switch expectation.comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let word = expectation.value else { return "True" }
      return "\(code) \(expectation.comparison.rawValue) \(try expected(word).text)"
    case .equal, .notEqual, .contains, .matches, .exists: return try test(code, expectation)
    }
  }

  private func tests(
    _ found: String, _ expectation: Expectation, all: Bool, isRow: Bool = false
  ) throws(Failure) -> String {
    "\(use(all ? "every" : "single"))(\(found), lambda value: \(try test("value", expectation, isRow: isRow)))"
  }

  private func test(_ code: String, _ expectation: Expectation, isRow: Bool = false) throws(Failure) -> String {
    guard let word = expectation.value else { return "True" }
    let (expected, value) = try expected(word)
    var code = code
    // A table has texts alone: what is compared with a number is read as one.
    if isRow, case .number? = value { code = "\(use("number"))(\(code))" }
    switch expectation.comparison {
    case .equal, .notEqual:
      let isEqual = expectation.comparison == .equal
      switch value {
      case .null?, .bool?: return "\(code) \(isEqual ? "is" : "is not") \(expected)"
      default: return "\(code) \(isEqual ? "==" : "!=") \(expected)"
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return "\(use("compare"))(\(code), \"\(expectation.comparison.rawValue)\", \(expected))"
    case .contains: return "\(use("contains"))(\(code), \(expected))"
    case .matches:
      guard case .string(let pattern)? = value else { return "\(use("matches"))(\(code), \(expected))" }
      return "\(use("matches"))(\(code), \(PythonLiteral.string(try PythonPattern.text(pattern))))"
    case .exists: return "True"
    }
  }

  /// What a word means that something is compared with: JSON when it was typed without quotes and is JSON.
  private func expected(_ word: Word) throws(Failure) -> (text: String, value: JSONValue?) {
    guard let text = word.text else { return (try value(word).text, nil) }
    let value = word.isQuoted ? nil : try? JSONValue(parsing: Array(text.utf8))
    return (code(PythonNode(value ?? .string(text))), value ?? .string(text))
  }
}
