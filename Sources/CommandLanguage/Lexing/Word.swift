/// A word of a command: what stands between spaces, with its quotes resolved and its variables named.
package struct Word: Sendable, Hashable {
  /// A part of a word.
  package struct Part: Sendable, Hashable {
    /// What the part is.
    package enum Kind: Sendable, Hashable {
      /// Text as it was typed; signs in it may mean something.
      case bare(String)
      /// Text that came out of quotes or after a backslash, and means itself.
      case quoted(String)
      /// JSON or JSONPath, kept with its own quotes and brackets.
      case raw(String)
      /// A variable.
      case variable(VariableReference)
    }

    package let kind: Kind
    package let range: SourceRange

    package init(_ kind: Kind, _ range: SourceRange) {
      self.kind = kind
      self.range = range
    }

    /// The text of the part, or nil when it is a variable.
    package var text: String? {
      switch kind {
      case .bare(let text), .quoted(let text), .raw(let text): text
      case .variable: nil
      }
    }
  }

  package let parts: [Part]
  package let range: SourceRange

  package init(_ parts: [Part], _ range: SourceRange) {
    self.parts = parts
    self.range = range
  }

  /// The text, or nil when the word has a variable in it.
  package var text: String? {
    var result = ""
    for part in parts {
      guard let text = part.text else { return nil }
      result += text
    }
    return result
  }

  /// The text when the whole word was typed without quotes, escapes and variables.
  package var bareText: String? {
    guard parts.count == 1, case .bare(let text) = parts[0].kind else { return nil }
    return text
  }

  /// The JSON or JSONPath that the whole word is.
  package var rawText: String? {
    guard parts.count == 1, case .raw(let text) = parts[0].kind else { return nil }
    return text
  }

  /// Whether any of it stood in quotes.
  package var isQuoted: Bool {
    parts.contains { if case .quoted = $0.kind { true } else { false } }
  }
}

/// `$map.layers[0].name`, `$_`, `${name:-default}`.
package struct VariableReference: Sendable, Hashable {
  /// The variable's name; `_` is the last response.
  package let name: String
  /// What follows the name, as JSONPath without its `$`: `.layers[0].name`; may be empty.
  package let query: String
  /// What stands after `:-`.
  package let defaultText: String?

  package init(name: String, query: String = "", defaultText: String? = nil) {
    self.name = name
    self.query = query
    self.defaultText = defaultText
  }
}

extension Word {
  /// A word of one part.
  package init(_ kind: Part.Kind, _ range: SourceRange = 0..<0) {
    self.init([Part(kind, range)], range)
  }

  /// Whether it begins as an option does.
  package var isOption: Bool {
    if case .bare(let text)? = parts.first?.kind { text.begins(with: "--") || isShortOption } else { false }
  }

  /// Whether it looks like `-l`, which no command here takes and other programs do.
  var isShortOption: Bool {
    guard case .bare(let text)? = parts.first?.kind else { return false }
    let bytes = Array(text.utf8.prefix(2))
    return bytes.count == 2 && bytes[0] == UInt8(ascii: "-") && bytes[1].isIdentifierStart
  }

  /// Whether it can only be a body.
  var isBody: Bool {
    if let raw = rawText { return raw.begins(with: "{") || raw.begins(with: "[") }
    return isFile
  }

  /// Whether it is `@FILE`.
  package var isFile: Bool {
    if case .bare(let text)? = parts.first?.kind { text.begins(with: "@") } else { false }
  }

  /// The name of the file in `@FILE`.
  package var fileName: Word { droppingFirst(1) }

  /// The variable that the whole word is; nil for any other word.
  package var variable: VariableReference? {
    if parts.count == 1, case .variable(let reference) = parts[0].kind { reference } else { nil }
  }
}
