internal import FeltAPI
internal import HTTPTypes

/// Reads single commands, with the commands that a table has.
package struct CommandParser: Sendable {
  package let table: CommandTable

  package init(_ table: CommandTable) {
    self.table = table
  }

  /// Reads the command that begins at `start`.
  ///
  /// - Returns: the command, and where the next one begins, in bytes.
  package func parse(_ bytes: [UInt8], from start: Int = 0) throws(SyntaxError) -> (command: Command, end: Int) {
    let lexed = try Lexer.read(bytes, from: start, table: table)
    var cursor = TokenCursor(lexed.tokens, end: trimmedEnd(bytes, lexed.end, from: start))
    return (Command(try action(&cursor), comment: lexed.comment), lexed.end)
  }

  /// Reads a text that is one command.
  package func parse(_ text: String) throws(SyntaxError) -> Command {
    let bytes = Array(text.utf8)
    let (command, end) = try parse(bytes)
    if bytes[end...].contains(where: { !$0.isBlank }) { throw SyntaxError(.secondCommand, at: end..<bytes.count) }
    return command
  }

  private func trimmedEnd(_ bytes: [UInt8], _ end: Int, from start: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  private func action(_ cursor: inout TokenCursor) throws(SyntaxError) -> Command.Action {
    guard let first = cursor.current else { return .nothing }
    let start = cursor
    guard let word = cursor.nextWord() else { throw SyntaxError(.notACommand, at: first.range) }
    if cursor.currentWord?.bareText == "=" {
      cursor.advance()
      return try assignment(to: word, &cursor)
    }
    // A variable alone is shown.
    if case .variable? = word.parts.first?.kind, let spec = table.commands.first(where: \.showsVariables) {
      cursor = start
      let name = Word(.bare(spec.name), word.range.lowerBound..<word.range.lowerBound)
      return .call(try CallParser(parser: self, spec: spec).parse(name, &cursor))
    }
    if let line = try request(word, &cursor) { return .request(line, variable: nil) }
    guard let spec = word.bareText.flatMap(table.command(named:)) else { throw unknown(word) }
    return .call(try CallParser(parser: self, spec: spec).parse(word, &cursor))
  }

  private func assignment(to word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Command.Action {
    guard let name = word.bareText, name.isVariableName else {
      throw SyntaxError(.malformedVariableName, at: word.range)
    }
    guard name != "_" else { throw SyntaxError(.reservedVariable(name), at: word.range) }
    let verb = try cursor.word("a request", advice: "as in \(name) = post /maps title=A")
    let variable = Located(name, word.range)
    if let line = try request(verb, &cursor) { return .request(line, variable: variable) }
    guard let spec = verb.bareText.flatMap(table.command(named:)), spec.givesValue else {
      throw SyntaxError(.notARequestResult(variable: name), at: verb.range)
    }
    var call = try CallParser(parser: self, spec: spec).parse(verb, &cursor)
    call.variable = variable
    return .call(call)
  }

  /// The request that begins with a word; nil when the word is neither a method nor an operation.
  func request(_ word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> RequestLine? {
    guard let verb = verb(word) else { return nil }
    return try RequestParser(table).parse(verb, at: word.range, &cursor)
  }

  /// The method or the operation that a word names.
  package func verb(_ word: Word) -> RequestLine.Verb? {
    guard let name = word.bareText else { return nil }
    if let spec = table.command(named: name), spec.isRequest {
      return HTTPRequest.Method(spec.name.uppercased()).map { .method($0) }
    }
    return Catalogue.operation(named: name).map { .operation($0) }
  }

  private func unknown(_ word: Word) -> SyntaxError {
    let name = word.text ?? ""
    if name.begins(with: "/") || name.contains("://") { return SyntaxError(.pathWithoutMethod(name), at: word.range) }
    if ItemParser.isItem(word) { return SyntaxError(.itemWithoutCommand(name), at: word.range) }
    let known = table.commands.map(\.name) + Catalogue.operations.map(\.name)
    return SyntaxError(.unknownCommand(name, suggestion: Suggestion.nearest(to: name, in: known)), at: word.range)
  }
}
