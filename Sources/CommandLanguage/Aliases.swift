internal import FeltAPI

/// Short words that stand for longer beginnings of a command.
package struct Aliases: Sendable, Hashable {
  /// What each stands for, by name.
  package private(set) var texts: [String: String] = [:]

  package init() {}

  /// Defines an alias, or defines it anew.
  ///
  /// - Parameters:
  ///   - text: the beginning of a command, on one line.
  ///   - textRange: where it was typed, for errors.
  /// - Throws: why it cannot be: the name is a command's already, or the text has no end.
  package mutating func define(_ name: Located, as text: String, at textRange: SourceRange) throws(SyntaxError) {
    guard Self.isName(name.text) else {
      throw SyntaxError(
        "this is no name for an alias", at: name.range, advice: "letters, digits, _ and -, as in alias m='get /maps'")
    }
    if CommandEntry.named(name.text.lowercased()) != nil || SessionCommandParser.commands[name.text] != nil {
      throw SyntaxError("\(name.text) is a command already, which an alias cannot hide", at: name.range)
    }
    if Catalogue.operation(named: name.text) != nil {
      throw SyntaxError("\(name.text) is an operation already, which an alias cannot hide", at: name.range)
    }
    guard !text.contains(where: \.isNewline), text.contains(where: { $0 != " " && $0 != "\t" }) else {
      throw SyntaxError("an alias stands for words on one line", at: textRange)
    }
    do {
      _ = try Lexer.read(Array(text.utf8))
    } catch {
      throw SyntaxError("in these words, \(error.message)", at: textRange, advice: error.advice)
    }
    texts[name.text] = text
  }

  /// Forgets an alias.
  ///
  /// - Returns: whether there was one.
  package mutating func remove(_ name: String) -> Bool {
    texts.removeValue(forKey: name) != nil
  }

  /// What the alias stands for that a text begins with, and how many bytes the alias takes. An alias in what it stands
  /// for is written out in turn, but none twice.
  func expansion(of bytes: ArraySlice<UInt8>) -> (text: [UInt8], length: Int)? {
    guard !texts.isEmpty else { return nil }
    let first = bytes.prefix { !$0.isBlank }
    var seen: Set<String> = []
    var result: [UInt8]?
    var word = first
    while let text = texts[String(decoding: word, as: UTF8.self)] {
      guard seen.insert(String(decoding: word, as: UTF8.self)).inserted else { break }
      let replaced = Array(text.utf8) + (result?.dropFirst(word.count) ?? [])
      word = replaced.prefix { !$0.isBlank }
      result = replaced
    }
    return result.map { ($0, first.count) }
  }

  /// A command with its alias written out; the same where it begins with none.
  package func expand(_ line: String) -> String {
    let bytes = Array(line.utf8)
    let start = bytes.firstIndex { !$0.isBlank } ?? bytes.count
    guard let (text, length) = expansion(of: bytes[start...]) else { return line }
    return String(decoding: bytes[..<start] + text + bytes[(start + length)...], as: UTF8.self)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isIdentifierStart else { return false }
    return text.utf8.allSatisfy { $0.isIdentifierByte || $0 == UInt8(ascii: "-") }
  }
}
