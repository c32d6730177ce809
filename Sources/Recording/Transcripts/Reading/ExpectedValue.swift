internal import JSONText

/// JSON as a transcript has it: any part may be a placeholder, and `...` stands for the rest.
struct ExpectedValue {
  enum Kind {
    /// `null`, a boolean or a number.
    case scalar(JSONValue)
    case text(TextPattern)
    case placeholder(Placeholder)
    case list([ExpectedValue], rest: Range<Int>?)
    case object([Member], rest: Range<Int>?)
  }

  struct Member {
    let name: String
    let nameRange: Range<Int>
    let value: ExpectedValue
  }

  let kind: Kind
  /// Where it stands in the text of the body, in bytes.
  let range: Range<Int>

  /// The member of an object that is found by its name: of several the last.
  subscript(name: String) -> ExpectedValue? {
    guard case .object(let members, _) = kind else { return nil }
    return members.last { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The text without placeholders that it is.
  var literalText: String? {
    if case .text(let pattern) = kind { pattern.literal } else { nil }
  }

  /// Every placeholder in it.
  var placeholders: [Placeholder] {
    switch kind {
    case .scalar: []
    case .text(let pattern): pattern.placeholders
    case .placeholder(let placeholder): [placeholder]
    case .list(let elements, _): elements.flatMap(\.placeholders)
    case .object(let members, _): members.flatMap(\.value.placeholders)
    }
  }
}

/// Why the text of a body in a transcript can't be read, and where in it.
struct ExpectedValueError: Error {
  let message: String
  let range: Range<Int>
}
