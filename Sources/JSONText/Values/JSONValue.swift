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

/// The members of an object in their order, duplicates included.
package struct JSONObject: Sendable, Hashable {
  /// One name and its value.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }

    /// Whether this is its name, letter by letter: `==` would take composed and decomposed letters for the same.
    func isNamed(_ other: String) -> Bool {
      name == other && name.utf8.elementsEqual(other.utf8)
    }
  }

  package var members: [Member]

  package init(_ members: [(String, JSONValue)] = []) {
    self.members = members.map { Member(name: $0.0, value: $0.1) }
  }

  package init(members: [Member]) {
    self.members = members
  }

  /// The value of the last member of that name, as most readers take it; setting it replaces that member, adds one, or
  /// with nil removes all of the name.
  package subscript(name: String) -> JSONValue? {
    get { members.last { $0.isNamed(name) }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.isNamed(name) } }
      if let place = members.lastIndex(where: { $0.isNamed(name) }) {
        members[place].value = newValue
      } else {
        members.append(Member(name: name, value: newValue))
      }
    }
  }
}

extension JSONObject {
  /// What each name's last member holds; a name is its bytes, for `==` would take composed and decomposed letters for
  /// the same.
  var valuesByName: [[UInt8]: JSONValue] {
    Dictionary(members.map { (Array($0.name.utf8), $0.value) }) { $1 }
  }

  /// The members that are found by name: of several of one name the last.
  var membersFound: [Member] {
    var seen: Set<[UInt8]> = []
    return Array(members.reversed().filter { seen.insert(Array($0.name.utf8)).inserted }.reversed())
  }
}

extension JSONValue {
  package init(_ number: Int) {
    self = .number(JSONNumber(uncheckedText: String(number)))
  }

  /// A number with its shortest text; null for what is not a number.
  package init(_ number: Double) {
    self = number.isFinite ? .number(JSONNumber(uncheckedText: Self.text(of: number))) : .null
  }

  private static func text(of number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Whether two values are the same: numbers by value, members in any order. Source: RFC 9535, section 2.3.5.2.2.
  package func isEqual(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.bool(let first), .bool(let second)): return first == second
    case (.number(let first), .number(let second)): return first.isEqual(to: second)
    case (.string(let first), .string(let second)): return first.unicodeScalars.elementsEqual(second.unicodeScalars)
    case (.array(let first), .array(let second)):
      return first.count == second.count && zip(first, second).allSatisfy { $0.isEqual(to: $1) }
    case (.object(let first), .object(let second)):
      let (left, right) = (first.valuesByName, second.valuesByName)
      return left.count == right.count && left.allSatisfy { name, value in right[name]?.isEqual(to: value) ?? false }
    default: return false
    }
  }
}
