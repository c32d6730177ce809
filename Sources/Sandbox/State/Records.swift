internal import JSONText

// The sandbox's records are JSON objects: the fields as responses show them, and internal fields, whose names begin
// with an underscore.

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// The members in the order of the literal.
  init(dictionaryLiteral members: (String, JSONValue)...) {
    self.init(members)
  }
}

extension JSONValue {
  /// A string, or null.
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  /// An array of strings.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  var number: Double? { if case .number(let number) = self { number.double } else { nil } }
}

extension JSONObject {
  /// The text of a string member; nil for anything else.
  func text(_ name: String) -> String? { self[name]?.text }
  /// The number of a member; nil for anything else, and for a number that is too large.
  func number(_ name: String) -> Double? { self[name]?.number }
  /// The object of a member; nil for anything else.
  func object(_ name: String) -> JSONObject? { self[name]?.object }
  /// The elements of an array member; empty for anything else.
  func array(_ name: String) -> [JSONValue] { self[name]?.array ?? [] }
  /// Whether a member is `true`.
  func flag(_ name: String) -> Bool { self[name] == .bool(true) }
  /// A member, or null.
  func value(_ name: String) -> JSONValue { self[name] ?? .null }

  /// Sets the members of these names to another object's values.
  mutating func set(_ changes: JSONObject, only names: [String]) {
    for member in changes.members where names.contains(member.name) { self[member.name] = member.value }
  }

  /// Sets the members of an inner object to those of another object's, and keeps the inner object's other members.
  mutating func merge(_ name: String, from changes: JSONObject) {
    guard let change = changes.object(name) else { return }
    var members = object(name)?.members ?? []
    // A dictionary, so that the time doesn't grow with the square of the number of members.
    var positions = Dictionary(members.enumerated().map { ($1.name, $0) }) { $1 }
    for member in change.members {
      if let position = positions[member.name] {
        members[position].value = member.value
      } else {
        positions[member.name] = members.count
        members.append(member)
      }
    }
    self[name] = .object(JSONObject(members: members))
  }

  /// The object without its internal fields.
  var publicFields: JSONObject { JSONObject(members: members.filter { !$0.name.hasPrefix("_") }) }
}
