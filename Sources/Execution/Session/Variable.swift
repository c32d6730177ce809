package import JSONText

/// A variable, with the step that set it.
package struct Variable {
  /// What a variable holds.
  package enum Value {
    case text(String)
    case json(JSONValue)
    case response(Exchange)
    /// What only a response will say, in a run that sends nothing: the reference to it.
    case unknown(String)
  }

  package let value: Value
  /// The number of the step that set it; 0 for one that was set before the first step.
  package let definedBy: Int
  /// Whether the texts in it are the person's own, such as those of a table, and not a server's.
  package let isOwn: Bool
  /// Whether a secret of a response was put into it.
  package let isSecret: Bool

  package init(_ value: Value, definedBy: Int, isOwn: Bool = false, isSecret: Bool = false) {
    self.value = value
    self.definedBy = definedBy
    self.isOwn = isOwn
    self.isSecret = isSecret
  }
}

extension Variable.Value {
  /// The value as JSON; a response's body.
  package func json() throws(Failure) -> JSONValue {
    switch self {
    case .text(let text): .string(text)
    case .json(let value): value
    case .response(let exchange): try exchange.json()
    case .unknown(let reference): .string(reference)
    }
  }
}

extension JSONValue {
  /// The value as text: strings as they are, everything else as JSON.
  package var plainText: String {
    if case .string(let text) = self { return text }
    return String(decoding: serialized(), as: UTF8.self)
  }

  /// The names of an object's members or the count of a list's elements, for a message; nil for anything else.
  package var memberSummary: String? {
    switch self {
    case .object(let object):
      let names = object.members.prefix(8).map(\.name)
      return names.isEmpty ? nil : names.joined(separator: ", ") + (object.members.count > 8 ? ", …" : "")
    case .array(let elements):
      if elements.count == 1 { return "1 element, [0]" }
      return elements.isEmpty ? "no elements" : "\(elements.count) elements, [0] to [\(elements.count - 1)]"
    case .null, .bool, .number, .string: return nil
    }
  }
}

extension JSONValue {
  /// The object that it is; nil for anything else.
  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

extension JSONObject {
  /// The title of a resource, or its name.
  var title: String? { text("title") ?? text("name") }

  /// The text that a member is; nil for anything else.
  package func text(_ name: String) -> String? {
    if case .string(let text)? = self[name] { text } else { nil }
  }
}
