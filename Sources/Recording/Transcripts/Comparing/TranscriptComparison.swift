internal import Execution
internal import JSONText

/// Compares a response with what a transcript says of it.
///
/// The response is walked through as text: only what the transcript has is made a value, and what its `...` stands for
/// is passed over.
struct TranscriptComparison {
  let scanner: JSONScanner
  /// The places of elements in the whole response, where it is not here as a whole.
  let places: [Int: Int]
  var bindings: TranscriptBindings
  /// Whether a key that the transcript doesn't have is a difference.
  let isStrict: Bool
  let secrets: Secrets
  /// The text of the expected body.
  let text: [UInt8]
  private(set) var mismatches: [TranscriptMismatch] = []
  /// Keys of the response that the transcript doesn't have, as JSONPath.
  private(set) var unknownKeys: [String] = []
  /// So many of a kind are told one by one.
  static let mostListed = 100

  init(
    _ body: JSONSieve.Kept, text: [UInt8], _ bindings: TranscriptBindings, _ secrets: Secrets, isStrict: Bool = false
  ) {
    scanner = JSONScanner(body.bytes)
    places = body.places
    self.text = text
    self.bindings = bindings
    self.secrets = secrets
    self.isStrict = isStrict
  }

  mutating func add(
    _ kind: TranscriptDifference.Kind, _ path: [ResponseKey], _ expected: Range<Int>?, _ actual: Range<Int>?,
    at range: Range<Int>, _ edit: TranscriptMismatch.Edit
  ) {
    mismatches.append(
      TranscriptMismatch(
        difference: TranscriptDifference(
          kind, path: path.jsonPath, expected: expected.map { Self.short(text[$0]) } ?? "",
          actual: actual.map(shown) ?? ""),
        range: range, edit: edit))
  }

  // MARK: - Values

  /// Compares the value at a place of the response.
  mutating func compare(_ expected: ExpectedValue, _ actual: Range<Int>, _ path: [ResponseKey]) throws(JSONError) {
    switch expected.kind {
    case .placeholder(let placeholder): try compare(placeholder, expected, actual, path)
    case .scalar(let value):
      guard type(of: actual) == JSONType(value) else { return differs(.otherType, expected, actual, path) }
      if try !scanner.value(actual).isEqual(to: value) { differs(.otherValue, expected, actual, path) }
    case .text(let pattern):
      guard case .string(let text) = try scalar(actual) else { return differs(.otherType, expected, actual, path) }
      compare(pattern, text, expected, actual, path)
    case .list(let elements, let rest):
      guard scanner.kind(at: actual.lowerBound) == .array else { return differs(.otherType, expected, actual, path) }
      try compareList(elements, hasRest: rest != nil, expected, actual, path)
    case .object(let members, let rest):
      guard scanner.kind(at: actual.lowerBound) == .object else { return differs(.otherType, expected, actual, path) }
      try compareObject(members, rest, expected, actual, path)
    }
  }

  private mutating func differs(
    _ kind: TranscriptDifference.Kind, _ expected: ExpectedValue, _ actual: Range<Int>, _ path: [ResponseKey]
  ) {
    add(
      kind, path, expected.range, actual, at: expected.range,
      .replace(expected.range, by: .init(path: path)))
  }

  private mutating func compare(
    _ placeholder: Placeholder, _ expected: ExpectedValue, _ actual: Range<Int>, _ path: [ResponseKey]
  ) throws(JSONError) {
    let type = type(of: actual)
    switch placeholder.kind {
    case .any: break
    case .secret: if type == .null { return differs(.otherType, expected, actual, path) }
    case .number: if type != .number { return differs(.otherType, expected, actual, path) }
    case .boolean: if type != .boolean { return differs(.otherType, expected, actual, path) }
    case .id, .time, .url, .string:
      guard case .string(let text) = try scalar(actual) else { return differs(.otherType, expected, actual, path) }
      return compare(TextPattern(placeholder), text, expected, actual, path)
    }
    guard placeholder.name != nil else { return }
    let text = try scanner.value(actual).plainText
    if let first = bindings[placeholder], first != text {
      return differs(.otherMeaning(name: placeholder.text, first: hidden(first)), expected, actual, path)
    }
    bindings.bind(placeholder, text)
  }

  private mutating func compare(
    _ pattern: TextPattern, _ text: String, _ expected: ExpectedValue, _ actual: Range<Int>, _ path: [ResponseKey]
  ) {
    if let literal = pattern.literal {
      if !literal.utf8.elementsEqual(text.utf8) { differs(.otherValue, expected, actual, path) }
      return
    }
    let bindings = bindings
    if let found = pattern.match(text, { bindings[$0] }) {
      for (placeholder, value) in found { self.bindings.bind(placeholder, value) }
      return
    }
    differs(pattern.otherMeaning(in: text, bindings, secrets) ?? .otherValue, expected, actual, path)
  }

  // MARK: - Objects

  private mutating func compareObject(
    _ members: [ExpectedValue.Member], _ rest: Range<Int>?, _ expected: ExpectedValue, _ actual: Range<Int>,
    _ path: [ResponseKey]
  ) throws(JSONError) {
    // Of several members of one name the last counts.
    var places: [[UInt8]: Int] = [:]
    for (index, member) in members.enumerated() { places[Array(member.name.utf8)] = index }
    var found: [Int: Range<Int>] = [:]
    var unknown: [(String, Range<Int>)] = []
    try scanner.members(at: actual.lowerBound) { name, range in
      if let place = places[Array(name.utf8)] {
        found[place] = range
      } else if rest == nil, unknown.count < Self.mostListed {
        unknown.append((name, range))
      }
      return true
    }
    let items = (members.map { $0.nameRange.lowerBound..<$0.value.range.upperBound } + (rest.map { [$0] } ?? []))
      .sorted { $0.lowerBound < $1.lowerBound }
    for (index, member) in members.enumerated() where places[Array(member.name.utf8)] == index {
      let memberPath = path + [.name(member.name)]
      if let range = found[index] {
        try compare(member.value, range, memberPath)
      } else {
        let item = member.nameRange.lowerBound..<member.value.range.upperBound
        add(
          .missing, memberPath, member.value.range, nil, at: item,
          .remove(item: items.firstIndex(of: item) ?? 0, container: expected.range, items: items))
      }
    }
    for (name, range) in unknown {
      let memberPath = path + [.name(name)]
      guard isStrict else {
        if unknownKeys.count < Self.mostListed { unknownKeys.append(memberPath.jsonPath) }
        continue
      }
      add(
        .unexpected, memberPath, nil, range, at: expected.end,
        .add(.init(path: memberPath, name: name), container: expected.range, items: items))
    }
  }

  // MARK: - Reading

  func type(of range: Range<Int>) -> JSONType { JSONType(firstByte: scanner.bytes[range.lowerBound]) }

  /// A value that is not a container; null for one that is.
  func scalar(_ range: Range<Int>) throws(JSONError) -> JSONValue {
    scanner.kind(at: range.lowerBound) == .scalar ? try scanner.value(range) : .null
  }

  /// The response's value at a place, for a message.
  private func shown(_ range: Range<Int>) -> String {
    switch scanner.kind(at: range.lowerBound) {
    case .object where range.count > Self.longestShown: return "{…}"
    case .array where range.count > Self.longestShown: return "[…]"
    default:
      return Self.short(Array(hidden(String(decoding: scanner.bytes[range.prefix(1 << 16)], as: UTF8.self)).utf8)[...])
    }
  }

  /// A text, or what stands for one with a secret.
  func hidden(_ text: String) -> String { secrets.isFound(in: text) ? Placeholder(.secret).text : text }

  private static let longestShown = 60

  private static func short(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.count > longestShown ? text.prefix(longestShown - 1) + "…" : text
  }
}

extension ExpectedValue {
  /// The sign that closes a container.
  var end: Range<Int> { range.upperBound - 1..<range.upperBound }
}

extension TextPattern {
  /// A text that is one placeholder.
  init(_ placeholder: Placeholder) {
    append(placeholder)
  }

  /// The difference, where a text would fit if a name stood for another value; nil for any other text.
  func otherMeaning(
    in text: String, _ bindings: TranscriptBindings, _ secrets: Secrets
  ) -> TranscriptDifference.Kind? {
    for (placeholder, value) in match(text, { _ in nil }) ?? [] {
      guard let first = bindings[placeholder], first != value else { continue }
      return .otherMeaning(
        name: placeholder.text, first: secrets.isFound(in: first) ? Placeholder(.secret).text : first)
    }
    return nil
  }
}

/// The type of a JSON value.
enum JSONType {
  case null, boolean, number, string, array, object

  init(_ value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .bool: .boolean
      case .number: .number
      case .string: .string
      case .array: .array
      case .object: .object
      }
  }

  init(firstByte byte: UInt8) {
    self =
      switch byte {
      case UInt8(ascii: "n"): .null
      case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
      case UInt8(ascii: "\""): .string
      case UInt8(ascii: "["): .array
      case UInt8(ascii: "{"): .object
      default: .number
      }
  }
}
