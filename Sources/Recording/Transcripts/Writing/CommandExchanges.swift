internal import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// The responses to a command that sends several requests, as far as they are written: those that it is about, whole,
/// and of what it looked through, the things that it went on with.
struct CommandExchanges {
  /// A response, and the ids of what is written of it; nil for all of it.
  typealias Part = (exchange: Exchange, ids: Set<String>?)

  let parts: [Part]

  init(_ result: StepResult) {
    var parts: [Part] = []
    var needed: Set<String> = []
    for (index, exchange) in result.exchanges.enumerated().reversed() {
      let segments = Set(exchange.request.path.split(separator: "/").map(String.init))
      switch result.lookups[index] {
      case .place: continue
      case nil: parts.append((exchange, nil))
      case .search:
        // What is read again later says it all.
        if parts.contains(where: { $0.exchange.request.isSame(as: exchange.request) }) { continue }
        let ids = needed.filter { id in exchange.shows(id) }
        // What led to nothing is read again only where the command itself names it.
        let isFound = (0..<index).contains { earlier in
          result.lookups[earlier] != .place && result.exchanges[earlier].shows(anyOf: segments)
        }
        if ids.isEmpty, isFound { continue }
        parts.append((exchange, ids))
      }
      needed.formUnion(segments)
    }
    self.parts = parts.reversed()
  }
}

extension Request {
  fileprivate func isSame(as other: Request) -> Bool { method == other.method && path == other.path }
}

extension Exchange {
  private static let longestSearched = 8 << 20

  fileprivate func shows(_ id: String) -> Bool { shows(anyOf: [id]) }

  /// Whether an object in the response has one of some ids.
  fileprivate func shows(anyOf ids: Set<String>) -> Bool { json(upTo: Self.longestSearched)?.holds(ids) ?? false }
}

extension JSONValue {
  fileprivate func holds(_ ids: Set<String>) -> Bool {
    switch self {
    case .array(let elements): elements.contains { $0.holds(ids) }
    case .object(let object):
      object.text("id").map(ids.contains) ?? false || object.members.contains { $0.value.holds(ids) }
    case .null, .bool, .number, .string: false
    }
  }
}

extension PlaceholderWriter {
  /// The members that tell a thing from others, and that a thing itself is read for.
  private static let telling = ["id", "type", "name", "title"]

  /// A response of which only the things with some ids are written.
  mutating func node(_ value: JSONValue, _ schema: Schema, only ids: Set<String>) -> TranscriptNode {
    let schema = schema.alternative(for: value)
    if let node = part(value, schema, ids, telling: Self.telling + ["status"]) { return node }
    if case .array = value { return .list([], isCut: true) }
    return .object([], isCut: true)
  }

  private mutating func part(
    _ value: JSONValue, _ schema: Schema, _ ids: Set<String>, telling: [String] = telling
  ) -> TranscriptNode? {
    let schema = schema.alternative(for: value)
    switch value {
    case .array(let elements):
      let element = schema.elementSchema
      var nodes: [TranscriptNode] = []
      for inner in elements { if let node = part(inner, element, ids) { nodes.append(node) } }
      return nodes.isEmpty ? nil : .list(nodes, isCut: true)
    case .object(let object):
      let isOne = object.text("id").map(ids.contains) ?? false
      var nodes: [(String, TranscriptNode)] = []
      for member in object.members {
        let memberSchema = schema.memberSchema(member.name)
        let node =
          isOne && telling.contains(member.name)
          ? self.node(member.value, memberSchema) : part(member.value, memberSchema, ids)
        if let node { nodes.append((Self.escaped(CaptureQuery.literal(member.name)), node)) }
      }
      return nodes.isEmpty ? nil : .object(nodes, isCut: true)
    case .null, .bool, .number, .string: return nil
    }
  }
}
