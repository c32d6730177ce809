/// A JSON value that keeps what the text said: the order of members, duplicate keys and the digits of numbers.
/// Source: RFC 8259.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// A number as it was written.
package struct JSONNumber: Sendable, Hashable {
  /// The text, valid by RFC 8259.
  package let text: String

  init(uncheckedText text: String) {
    self.text = text
  }
}

/// The members of an object in their order, duplicates included.
package struct JSONObject: Sendable, Hashable {
  /// One name and its value.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue
  }

  package var members: [Member]

  package init(_ members: [(String, JSONValue)] = []) {
    self.members = members.map { Member(name: $0.0, value: $0.1) }
  }

  /// The value of the last member of that name, as most readers take it.
  package subscript(name: String) -> JSONValue? {
    members.last { $0.name == name }?.value
  }
}

/// Where a text stops being JSON.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  package let message: String
  /// Counted from 1.
  package let line: Int
  /// In characters, counted from 1.
  package let column: Int
  /// In bytes, counted from 0.
  package let offset: Int

  package var description: String { "\(message) at line \(line), column \(column) (byte \(offset))" }
}

