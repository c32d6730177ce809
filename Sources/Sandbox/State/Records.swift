internal import JSONText

// What the sandbox keeps are JSON objects: the fields as they are shown, and beside them what only the sandbox knows,
// under names that begin with an underscore.

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// The members in the order in which they are written.
  init(dictionaryLiteral members: (String, JSONValue)...) {
    self.init(members)
  }
}

extension JSONValue {
  /// A text, or null where there is none.
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  /// A list of texts.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  var number: Double? { if case .number(let number) = self { number.double } else { nil } }
}

extension JSONObject {
  /// The text of a member; nil for anything else.
  func text(_ name: String) -> String? { self[name]?.text }
  /// The number of a member; nil for anything else and for one that is too large.
  func number(_ name: String) -> Double? { self[name]?.number }
  /// The object of a member; nil for anything else.
  func object(_ name: String) -> JSONObject? { self[name]?.object }
  /// The elements of a member; none for anything else.
  func array(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }
  /// Whether a member is `true`.
  func flag(_ name: String) -> Bool { self[name] == .bool(true) }
  /// A member, or null.
  func value(_ name: String) -> JSONValue { self[name] ?? .null }

  /// Takes members of another object over.
  mutating func set(_ changes: JSONObject, only names: [String]) {
    for member in changes.members where names.contains(member.name) { self[member.name] = member.value }
  }

  /// Takes the members of an object inside another object over, one by one.
  mutating func merge(_ name: String, from changes: JSONObject) {
    guard let change = changes.object(name) else { return }
    var inner = object(name) ?? JSONObject()
    for member in change.members { inner[member.name] = member.value }
    self[name] = .object(inner)
  }
}
