internal import FeltAPI
internal import JSONText

/// Takes the body of a response as it comes, and keeps what a transcript says something of: what its `...` stands for
/// needs no memory.
struct ResponseSieve {
  private var json: JSONSieve?
  private var lines: LinesSieve?

  /// - Parameter bindings: what names stand for already.
  /// - Returns: nil where nothing of the body is compared.
  init?(_ expected: ExpectedResponse, _ head: Response.Head, _ bindings: TranscriptBindings) {
    guard head.isSuccess == HTTPStatus.isSuccess(expected.status) else { return nil }
    switch expected.body {
    case .none: return nil
    case .json(let value): json = JSONSieve(ExpectedSelection(value, bindings).selection)
    case .lines(let lines, let type):
      guard head.mediaType == type else { return nil }
      self.lines = LinesSieve(lines)
    }
  }

  mutating func take(_ bytes: [UInt8]) {
    json?.take(bytes)
    lines?.take(bytes)
  }

  /// What is compared.
  mutating func finish() -> ComparedBody {
    if let kept = lines?.finish() { return .lines(kept) }
    do throws(JSONError) { return .json(try json?.finish() ?? JSONSieve.Kept()) } catch { return .notJSON(error) }
  }
}

/// What a transcript says something of in the body of a response.
enum ComparedBody {
  case json(JSONSieve.Kept)
  case notJSON(JSONError)
  case lines(LinesSieve.Kept)
}

/// What a comparison looks at of a response.
private struct ExpectedSelection {
  private let bindings: TranscriptBindings
  /// The names that stand in more than one place: what they mean may be known in the middle of the response.
  private var repeated: Set<Placeholder> = []
  private let expected: ExpectedValue

  init(_ expected: ExpectedValue, _ bindings: TranscriptBindings) {
    self.expected = expected
    self.bindings = bindings
    var seen: Set<Placeholder> = []
    for placeholder in expected.placeholders where !seen.insert(placeholder).inserted { repeated.insert(placeholder) }
  }

  var selection: JSONSelection { selection(expected) }

  private func selection(_ value: ExpectedValue) -> JSONSelection {
    switch value.kind {
    case .scalar, .text: return .whole
    case .placeholder(let placeholder):
      return placeholder.name == nil && [.any, .secret].contains(placeholder.kind) ? .kind : .whole
    case .object(let members, let rest):
      return .members(
        Dictionary(members.map { ($0.name, selection($0.value)) }, uniquingKeysWith: JSONSelection.merged),
        others: rest == nil)
    case .list(let elements, let rest):
      guard !elements.isEmpty, elements.allSatisfy(\.isThing) else {
        return .elements(elements.map(selection), others: rest == nil)
      }
      return things(elements)
    }
  }

  /// Every element that may be one of those that are expected, and as many others as are told one by one.
  private func things(_ elements: [ExpectedValue]) -> JSONSelection {
    let keys = JSONSelection.members(
      Dictionary(uniqueKeysWithValues: ThingKey.names.map { ($0, .kind) }), others: false)
    var wanted: [String: Set<String>] = [:]
    var others = elements.count + TranscriptComparison.mostListed
    for element in elements {
      if let id = element["id"] {
        if case .placeholder(let placeholder) = id.kind, bindings[placeholder] == nil, repeated.contains(placeholder) {
          others = .max
        }
        if let text = ThingSearch.text(of: id, bindings) { wanted["id", default: []].insert(text) }
      }
      if let name = element.nameKey { wanted[name.key, default: []].insert(name.text) }
    }
    return .things(
      elements.reduce(keys) { JSONSelection.merged($0, selection($1)) }, wanted: wanted, others: others)
  }
}
