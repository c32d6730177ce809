package import FeltAPI

/// A command with what was typed after its name.
package struct CommandCall: Sendable, Hashable {
  /// One argument, as the parser read it.
  package enum Value: Sendable, Hashable {
    case word(Word)
    case assignment(name: Located, FieldValue)
    /// `NAME`, or `NAME='WORDS'`.
    case aliasDefinition(name: Located, Word?)
    case expectation(Expectation)
    case item(Item)
    case request(RequestLine)
    case foreign(Located)
  }

  /// An argument with the name that its spec gives it.
  package struct Argument: Sendable, Hashable {
    package let name: String
    package var value: Value
    /// Whether it was typed as `@FILE`.
    package let isFile: Bool
    /// The word that its spec wants in front of it.
    package let leadingWord: String?

    package init(name: String, value: Value, isFile: Bool = false, leadingWord: String? = nil) {
      self.name = name
      self.value = value
      self.isFile = isFile
      self.leadingWord = leadingWord
    }
  }

  /// An option that was typed.
  package struct Option: Sendable, Hashable {
    package let name: String
    package var value: Word?
  }

  /// The command's own name, also when a synonym was typed.
  package let name: String
  /// Where the name stands.
  package let nameRange: SourceRange
  package var arguments: [Argument] = []
  package var options: [Option] = []
  package var output = OutputOptions()
  /// The operation whose response the command gives, where that is certain.
  package var operation: FeltAPI.Operation?
  /// The variable that keeps what the command finds, in `map = find …`.
  package var variable: Located?

  package init(name: String, nameRange: SourceRange) {
    self.name = name
    self.nameRange = nameRange
  }

  /// The word given for an argument; nil when it was left out.
  package func word(_ name: String) -> Word? { words(name).first }

  /// All the words given for an argument.
  package func words(_ name: String) -> [Word] {
    arguments.compactMap { argument in
      if argument.name == name, case .word(let word) = argument.value { word } else { nil }
    }
  }

  /// The fields that were given for a request.
  package var items: [Item] {
    arguments.compactMap { argument in if case .item(let item) = argument.value { item } else { nil } }
  }

  /// Whether an option was typed.
  package func has(_ option: String) -> Bool { options.contains { $0.name == option } }

  /// The value of an option that was typed.
  package func option(_ name: String) -> Word? { options.last { $0.name == name }?.value }

  /// The expectation, in the command that takes one.
  package var expectation: Expectation? {
    for argument in arguments { if case .expectation(let expectation) = argument.value { return expectation } }
    return nil
  }

  /// The request, in a command that takes a whole one.
  package var request: RequestLine? {
    for argument in arguments { if case .request(let line) = argument.value { return line } }
    return nil
  }
}

/// A text with its range in the command.
package struct Located: Sendable, Hashable {
  package let text: String
  package let range: SourceRange

  package init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}
