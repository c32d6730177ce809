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
    return (try parse(lexed, of: bytes, from: start), lexed.end)
  }

  /// Reads a command that was cut into tokens; of a block its head.
  func parse(_ lexed: Lexer.Result, of bytes: [UInt8], from start: Int = 0) throws(SyntaxError) -> Command {
    var cursor = TokenCursor(lexed.tokens, end: trimmedEnd(bytes, lexed.end, from: start))
    let command = Command(try action(&cursor, bytes), comment: lexed.comment)
    if case .block(let block) = command.action, !lexed.opensBlock {
      let end = cursor.end
      throw SyntaxError(.missing("a {", advice: "as in \(usage(block.name.text))"), at: end..<end)
    }
    return command
  }

  private func usage(_ name: String) -> String { table.command(named: name)?.usage ?? name }

  /// Reads a text that is one command.
  package func parse(_ text: String) throws(SyntaxError) -> Command {
    let bytes = Array(text.utf8)
    let (command, end) = try parse(bytes)
    if case .block = command.action { return try block(text) }
    if bytes[end...].contains(where: { !$0.isBlank }) { throw SyntaxError(.secondCommand, at: end..<bytes.count) }
    return command
  }

  /// Reads a text that is one block.
  private func block(_ text: String) throws(SyntaxError) -> Command {
    var reader = ScriptReader(text, source: .typed, table: table)
    guard let first = reader.next() else { return Command(.nothing) }
    if let second = reader.next(), case .success(let statement) = second {
      throw SyntaxError(.secondCommand, at: 0..<statement.text.utf8.count)
    }
    do { return try first.get().command } catch { throw error.error }
  }

  private func trimmedEnd(_ bytes: [UInt8], _ end: Int, from start: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  private func action(_ cursor: inout TokenCursor, _ bytes: [UInt8]) throws(SyntaxError) -> Command.Action {
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
    guard let spec = word.bareText.flatMap(table.command(named:)) else {
      throw unknown(word, typed: String(decoding: bytes[word.range], as: UTF8.self))
    }
    if let kind = spec.block { return .block(try BlockParser(usage: spec.usage, kind: kind).head(word, &cursor)) }
    return .call(try CallParser(parser: self, spec: spec).parse(word, &cursor))
  }

  private func assignment(to word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Command.Action {
    let variable = try word.variableToSet()
    let verb = try cursor.word("a request", advice: "as in \(variable.text) = post /maps title=A")
    if let line = try request(verb, &cursor) { return .request(line, variable: variable) }
    guard let spec = verb.bareText.flatMap(table.command(named:)), spec.givesValue else {
      throw SyntaxError(.notARequestResult(variable: variable.text), at: verb.range)
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

  private func unknown(_ word: Word, typed: String) -> SyntaxError {
    if let instead = BorrowedWords.advice(for: typed) {
      return SyntaxError(.borrowedCommand(typed, instead: instead), at: word.range)
    }
    let name = word.text ?? ""
    if name.begins(with: "/") || name.contains("://") { return SyntaxError(.pathWithoutMethod(name), at: word.range) }
    if ItemParser.isItem(word) { return SyntaxError(.itemWithoutCommand(name), at: word.range) }
    if name == "else" { return SyntaxError(.strayElse, at: word.range) }
    let known = table.commands.map(\.name) + Catalogue.operations.map(\.name)
    return SyntaxError(.unknownCommand(name, suggestion: Suggestion.nearest(to: name, in: known)), at: word.range)
  }
}

extension Word {
  /// The name of a variable that is to be set.
  func variableToSet() throws(SyntaxError) -> Located {
    guard let name = bareText, name.isVariableName else { throw SyntaxError(.malformedVariableName, at: range) }
    guard name != "_" else { throw SyntaxError(.reservedVariable(name), at: range) }
    return Located(name, range)
  }
}
