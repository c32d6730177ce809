internal import FeltAPI

/// Short words that stand for the beginnings of commands.
package struct Aliases: Sendable, Hashable {
  /// What an alias stands for.
  package struct Definition: Sendable, Hashable {
    package let text: String
    /// Where it was defined: a statement that uses it may do no more than that text.
    package let source: StatementSource
  }

  /// By name.
  package private(set) var definitions: [String: Definition] = [:]

  package init() {}

  /// Defines an alias, or defines it again.
  ///
  /// - Parameters:
  ///   - text: the beginning of a command, on one line.
  ///   - textRange: where it was typed, for errors.
  /// - Throws: why it can't be: the name is a command's already, or the text is not one line that can be read.
  package mutating func define(
    _ name: Located, as text: String, at textRange: SourceRange, source: StatementSource, table: CommandTable
  ) throws(SyntaxError) {
    guard Self.isName(name.text) else { throw SyntaxError(.malformedAliasName, at: name.range) }
    if table.command(named: name.text) != nil { throw SyntaxError(.aliasHidesCommand(name.text), at: name.range) }
    if Catalogue.operation(named: name.text) != nil {
      throw SyntaxError(.aliasHidesOperation(name.text), at: name.range)
    }
    guard !text.contains(where: \.isNewline), !text.trimmed.isEmpty else {
      throw SyntaxError(.aliasNotOneLine, at: textRange)
    }
    do {
      _ = try Lexer.read(Array(text.utf8), table: table)
    } catch {
      throw SyntaxError(.unreadableAlias(message: error.message, advice: error.advice), at: textRange)
    }
    definitions[name.text] = Definition(text: text, source: source)
  }

  /// Forgets an alias.
  ///
  /// - Returns: whether there was one.
  package mutating func remove(_ name: String) -> Bool {
    definitions.removeValue(forKey: name) != nil
  }

  /// What replaces the alias that a text begins with.
  struct Expansion {
    var text: [UInt8]
    /// How many bytes the alias takes.
    let length: Int
    /// Where it was defined; of several, the one that may do least.
    var source: StatementSource
  }

  /// What the alias stands for that a text begins with. An alias in what it stands for is replaced in turn, but none
  /// twice.
  func expansion(of bytes: ArraySlice<UInt8>) -> Expansion? {
    guard !definitions.isEmpty else { return nil }
    let first = bytes.prefix { !$0.isBlank }
    var seen: Set<String> = []
    var result: Expansion?
    var word = String(decoding: first, as: UTF8.self)
    while let definition = definitions[word], seen.insert(word).inserted {
      let text = Array(definition.text.utf8) + (result?.text.dropFirst(word.utf8.count) ?? [])
      let isScript: Bool = if case .script? = result?.source { true } else { false }
      result = Expansion(
        text: text, length: first.count, source: isScript ? result?.source ?? definition.source : definition.source)
      word = String(decoding: text.prefix { !$0.isBlank }, as: UTF8.self)
    }
    return result
  }

  /// A command with its alias replaced; the same when it begins with none.
  package func expand(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let start = bytes.firstIndex { !$0.isBlank } ?? bytes.count
    guard let expansion = expansion(of: bytes[start...]) else { return line }
    return String(decoding: bytes[..<start] + expansion.text + bytes[(start + expansion.length)...], as: UTF8.self)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isIdentifierStart else { return false }
    return text.utf8.allSatisfy { $0.isIdentifierByte || $0 == UInt8(ascii: "-") }
  }
}
