internal import CommandLanguage
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// Checks an expectation against the last response.
struct ExpectationChecker {
  private let session: Session
  private let resolver: VariableResolver

  init(_ session: Session, _ resolver: VariableResolver) {
    self.session = session
    self.resolver = resolver
  }

  func check(_ expectation: Expectation) throws(Failure) {
    switch expectation.subject {
    case .value(let reference, let range, _): return try checkValue(reference, range, expectation)
    case .valueCount(let reference, let range):
      return try compare([JSONValue(Self.count(try resolver.nodes(reference, at: range)))], expectation)
    case .status, .time, .header, .path, .count: break
    }
    guard let last = session.last else { throw Failure(.expectation(.noResponse)) }
    switch expectation.subject {
    case .value, .valueCount: break
    case .status:
      try compare([JSONValue(last.head.status)], expectation, detail: last.isSuccess ? nil : last.errors.first?.message)
    case .time:
      try compareTime(last.timing.total, expectation)
    case .header(let name):
      let value = HTTPField.Name(name.text).flatMap { last.head.headers[$0] }
      try compare(value.map { [.string($0)] } ?? [], expectation)
    case .count(let path):
      let nodes = try JSONQuery.evaluate(path.text, on: try last.json(), at: path.range)
      try compare([JSONValue(Self.count(nodes))], expectation)
    case .path(let path, _):
      try compare(try JSONQuery.evaluate(path.text, on: try last.json(), at: path.range), expectation)
    }
  }

  /// How many values there are, or how many elements in the only list.
  private static func count(_ nodes: [JSONValue]) -> Int {
    if nodes.count == 1, case .array(let elements)? = nodes.first { elements.count } else { nodes.count }
  }

  /// Compares what a variable holds. Of one that is not set it can be asked whether there is something.
  private func checkValue(
    _ reference: VariableReference, _ range: SourceRange, _ expectation: Expectation
  ) throws(Failure) {
    if let word = expectation.value {
      let found = try resolver.nodes(reference, at: range)
      // A table has texts alone: what is compared with a number is read as one.
      let isTable = resolver.variable(reference.name)?.isOwn ?? false
      let isNumber: Bool = if isTable, case .number = try expected(word) { true } else { false }
      return try compare(isNumber ? found.map(\.readAsNumber) : found, expectation)
    }
    // A response is something, whatever is in it.
    if reference.query.isEmpty, case .response? = resolver.variable(reference.name)?.value {
      return try compare([.bool(true)], expectation)
    }
    var nodes: [JSONValue] = []
    do throws(Failure) { nodes = try resolver.nodes(reference, at: range) } catch {
      guard case .undefinedVariable = error.reason else { throw error }
    }
    try compare(nodes.filter(\.isSomething), expectation)
  }

  private func compare(
    _ actual: [JSONValue], _ expectation: Expectation, detail: String? = nil
  ) throws(Failure) {
    guard let word = expectation.value else {
      guard actual.isEmpty == expectation.isNegated else {
        throw Failure(.expectation(.existence(subject: expectation.subject, isThere: !actual.isEmpty)))
      }
      return
    }
    let all = expectation.subject.isAll
    let expected = try expected(word)
    var results: [Bool] = []
    for value in actual {
      results.append(try JSONComparison.holds(value, expectation.comparison, expected, at: word.range))
    }
    let holds = all ? (!results.isEmpty && results.allSatisfy(\.self)) : (results.count == 1 && results[0])
    guard holds == expectation.isNegated else { return }
    throw Failure(
      .expectation(.values(actual, expectation, expected: expected, detail: detail)), at: word.range)
  }

  private func compareTime(_ seconds: Double, _ expectation: Expectation) throws(Failure) {
    guard let word = expectation.value else { return }
    let limit = try Self.timeLimit(try resolver.text(word), expectation.comparison, at: word.range)
    if limit(seconds) == expectation.isNegated { throw Failure(.expectation(.time(seconds)), at: word.range) }
  }

  /// Whether a number of seconds fits what a time is compared with.
  private static func timeLimit(
    _ text: String, _ comparison: Expectation.Comparison, at range: SourceRange
  ) throws(Failure) -> (Double) -> Bool {
    guard let limit = TimeSpan.duration(text), limit >= 0, limit.isFinite
    else {
      throw Failure(.setting(.timeFormat), at: range)
    }
    switch comparison {
    case .less: return { $0 < limit }
    case .lessOrEqual: return { $0 <= limit }
    case .greater: return { $0 > limit }
    case .greaterOrEqual: return { $0 >= limit }
    case .equal, .notEqual, .contains, .matches, .exists: throw Failure(.setting(.timeComparison), at: range)
    }
  }

  /// Finds what is wrong with an expectation whatever the response is.
  static func checkForm(of expectation: Expectation) throws(Failure) {
    guard let word = expectation.value, let text = word.text else { return }
    if case .time = expectation.subject { _ = try timeLimit(text, expectation.comparison, at: word.range) }
    if case .status = expectation.subject, ![.matches, .contains].contains(expectation.comparison) {
      guard case .number = literal(text, word) else { throw Failure(.setting(.status), at: word.range) }
    }
    guard expectation.comparison == .matches else { return }
    guard case .string = literal(text, word) else { throw Failure(.setting(.pattern), at: word.range) }
  }

  /// The value that a word means: JSON when it was typed without quotes and is JSON, otherwise text.
  private func expected(_ word: Word) throws(Failure) -> JSONValue {
    if let whole = try resolver.wholeValue(word) { return whole }
    return Self.literal(try resolver.text(word), word)
  }

  private static func literal(_ text: String, _ word: Word) -> JSONValue {
    if !word.isQuoted, let value = try? JSONValue(parsing: Array(text.utf8)) { return value }
    return .string(text)
  }
}

extension JSONValue {
  /// The number that a text is; anything else as it is.
  fileprivate var readAsNumber: JSONValue {
    guard case .string(let text) = self, let value = try? JSONValue(parsing: Array(text.utf8)), case .number = value
    else { return self }
    return value
  }

  /// Whether there is anything in it: not null, not false, not empty.
  fileprivate var isSomething: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number: true
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.members.isEmpty
    }
  }
}
