/// Text whose parts say what they mean; how that looks is decided by the ``Palette`` at the very end.
package struct StyledText: Sendable, Hashable {
  /// What a part means.
  package enum Role: Sendable, Hashable {
    case plain
    /// What one looks for first: a title, a command.
    case strong
    /// What is there for completeness: units, ids beside titles.
    case faint
    case success
    case warning
    case failure
    case advice
    /// The line under the part of a command that is wrong.
    case caret
    case added
    case removed
    case heading
    /// The prompt's parts.
    case location
    case readOnly
    /// What a map shows.
    case point
    case line
    case area
    /// The tokens of JSON.
    case jsonKey
    case jsonString
    case jsonNumber
    case jsonLiteral
    case jsonPunctuation
    /// A colour that is shown for itself.
    case color(RGB)
  }

  /// A piece of text with one role.
  package struct Part: Sendable, Hashable {
    package let text: String
    package let role: Role
  }

  package private(set) var parts: [Part]

  package init(_ text: String = "", _ role: Role = .plain) {
    parts = text.isEmpty ? [] : [Part(text: text, role: role)]
  }

  /// All of the text, without its meaning.
  package var text: String { parts.map(\.text).joined() }

  package var isEmpty: Bool { parts.isEmpty }

  package static func + (first: StyledText, second: StyledText) -> StyledText {
    var sum = first
    sum.parts += second.parts
    return sum
  }

  package static func += (text: inout StyledText, addition: StyledText) {
    text.parts += addition.parts
  }

  /// The texts with `separator` between them.
  package static func joined(_ texts: [StyledText], separator: String) -> StyledText {
    var result = StyledText()
    for (index, text) in texts.enumerated() {
      if index > 0 { result += StyledText(separator) }
      result += text
    }
    return result
  }

  /// The same with every part's text changed.
  package func mapped(_ change: (String) -> String) -> StyledText {
    var copy = self
    copy.parts = parts.map { Part(text: change($0.text), role: $0.role) }
    return copy
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self.init(value)
  }
}
