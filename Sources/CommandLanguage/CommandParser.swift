internal import FeltAPI
internal import HTTPTypes

/// Reads one command.
package enum CommandParser {
  /// Reads the command that begins at `start`.
  ///
  /// - Returns: the command, and where the next one begins, in bytes.
  package static func parse(
    _ bytes: [UInt8], from start: Int = 0
  ) throws(SyntaxError) -> (command: Command, end: Int) {
    if ExchangeParser.isImport(bytes, from: start) { return try ExchangeParser.importCommand(bytes, from: start) }
    let lexed = try Lexer.read(bytes, from: start)
    var cursor = TokenCursor(lexed.tokens, end: trimmedEnd(bytes, lexed.end, from: start))
    var command = try parse(&cursor)
    command.comment = lexed.comment
    return (command, lexed.end)
  }

  /// Reads a text that is one command.
  package static func parse(_ text: String) throws(SyntaxError) -> Command {
    let bytes = Array(text.utf8)
    let (command, end) = try parse(bytes)
    if bytes[end...].contains(where: { !$0.isBlank }) {
      throw SyntaxError("a second command begins here", at: end..<bytes.count)
    }
    return command
  }

  private static func trimmedEnd(_ bytes: [UInt8], _ end: Int, from start: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  private static func parse(_ cursor: inout TokenCursor) throws(SyntaxError) -> Command {
    guard let first = cursor.current else { return Command(action: .nothing) }
    guard let word = cursor.nextWord() else {
      throw SyntaxError("a command cannot begin with this", at: first.range)
    }
    if cursor.currentWord?.bareText == "=" {
      cursor.advance()
      return try assignment(to: word, &cursor)
    }
    return Command(action: try action(word, &cursor))
  }

  private static func assignment(to word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Command {
    guard let name = word.bareText, isVariableName(name) else {
      throw SyntaxError("this is no name for a variable", at: word.range, advice: "letters, digits and _, as in map")
    }
    guard name != "_" else {
      throw SyntaxError("$_ is always the last response", at: word.range, advice: "choose another name")
    }
    let verb = try cursor.word("a request", advice: "as in \(name) = post /maps title=A")
    guard let requestVerb = self.verb(verb) else {
      throw SyntaxError(
        "a variable keeps what a request answers, and this is none", at: verb.range,
        advice: "for a plain value: set \(name)=…")
    }
    let line = try RequestParser.parse(requestVerb, at: verb.range, &cursor)
    return Command(variable: Located(name, word.range), action: .request(line))
  }

  private static func action(_ word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Action {
    if let verb = verb(word) {
      return .request(try RequestParser.parse(verb, at: word.range, &cursor))
    }
    if let name = word.bareText, let parse = SessionCommandParser.commands[name] {
      return try parse(&cursor)
    }
    throw unknown(word)
  }

  /// The method or the operation that a word names.
  static func verb(_ word: Word) -> RequestLine.Verb? {
    guard let name = word.bareText else { return nil }
    switch name.lowercased() {
    case "get": return .method(.get)
    case "post": return .method(.post)
    case "put": return .method(.put)
    case "patch": return .method(.patch)
    case "delete": return .method(.delete)
    case "head": return .method(.head)
    default: return Catalogue.operation(named: name).map { .operation($0) }
    }
  }

  private static func unknown(_ word: Word) -> SyntaxError {
    let name = word.text ?? ""
    if name.hasPrefix("/") || name.contains("://") {
      return SyntaxError("a path needs a method in front of it", at: word.range, advice: "as in get \(name)")
    }
    if ItemParser.isItem(word) {
      return SyntaxError(
        "there is no command in front of this", at: word.range, advice: "to set a variable: set \(name)")
    }
    let known = CommandEntry.all.map(\.name) + Catalogue.operations.map(\.name)
    let advice = Suggestion.nearest(to: name, in: known).map { "did you mean \($0)?" }
    return SyntaxError("there is no command \(name)", at: word.range, advice: advice ?? "help lists what there is")
  }

  /// Whether a text can be the name of a variable.
  package static func isVariableName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isIdentifierStart else { return false }
    return text.utf8.allSatisfy(\.isIdentifierByte)
  }
}
