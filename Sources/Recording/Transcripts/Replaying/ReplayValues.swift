internal import JSONText

/// Makes responses of what a transcript says: values stand for its placeholders, the same for the same name.
struct ReplayValues {
  private var values: [Placeholder: String] = [:]
  private var count = 0

  /// The body of a response.
  mutating func body(_ expected: ExpectedResponse.Body) -> [UInt8] {
    switch expected {
    case .none: return []
    case .json(let value): return json(value).serialized()
    case .lines(let lines, _):
      let texts = lines.compactMap { line in line.pattern.map { text($0) + "\n" } }
      return Array(texts.joined().utf8)
    }
  }

  /// Takes what the names in a text stand for, if the text fits.
  mutating func take(_ pattern: TextPattern, _ text: String) -> Bool {
    let known = values
    guard let found = pattern.match(text, { known[$0] }) else { return false }
    for (placeholder, value) in found { values[placeholder] = values[placeholder] ?? value }
    return true
  }

  private mutating func json(_ expected: ExpectedValue) -> JSONValue {
    switch expected.kind {
    case .scalar(let value): return value
    case .text(let pattern): return .string(text(pattern))
    case .placeholder(let placeholder):
      switch placeholder.kind {
      case .number: return JSONValue(0)
      case .boolean: return .bool(false)
      case .any: return .null
      case .id, .time, .url, .secret, .string: return .string(text(placeholder))
      }
    case .list(let elements, _): return .array(elements.map { json($0) })
    case .object(let members, _): return .object(JSONObject(members.map { ($0.name, json($0.value)) }))
    }
  }

  private mutating func text(_ pattern: TextPattern) -> String {
    pattern.pieces.map { piece in
      switch piece {
      case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
      case .placeholder(let placeholder): text(placeholder)
      }
    }.joined()
  }

  private mutating func text(_ placeholder: Placeholder) -> String {
    if placeholder.name != nil, let known = values[placeholder] { return known }
    let value =
      switch placeholder.kind {
      case .id: identifier(placeholder.name ?? "id")
      case .time: "2026-01-01T00:00:00Z"
      case .url: "https://storage.replay.invalid/"
      case .secret: "replayed-secret"
      case .string, .number, .boolean, .any: ""
      }
    if placeholder.name != nil { values[placeholder] = value }
    return value
  }

  /// An id that looks like one of Felt's and says what it stands for: `map00000000000000000001`.
  private mutating func identifier(_ name: String) -> String {
    count += 1
    let letters = name.filter { $0 != "_" }.prefix(16)
    let number = String(count)
    return letters + String(repeating: "0", count: max(0, 22 - letters.utf8.count - number.utf8.count)) + number
  }
}
