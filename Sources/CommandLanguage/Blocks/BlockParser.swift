/// Reads what stands between a block's name and its brace.
struct BlockParser {
  /// What messages show.
  let usage: String
  let kind: BlockKind

  func head(_ name: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Block {
    let head: Block.Head =
      switch kind {
      case .loop: .loop(try loop(&cursor))
      case .condition: .condition(try ExpectationParser(usage: usage, what: "a condition").parse(&cursor))
      case .retry: .retry(try retry(&cursor))
      case .finally: .finally
      }
    try cursor.finish(usage)
    return Block(name: Located(name.text ?? "", name.range), head: head)
  }

  private func loop(_ cursor: inout TokenCursor) throws(SyntaxError) -> Block.Loop {
    let variable = try cursor.word("the name of a variable", advice: "usage: \(usage)").variableToSet()
    try keyword("in", &cursor)
    let source = try cursor.word("what to go through", advice: "@FILE, files such as data/*.json, or $name.maps[*]")
    return Block.Loop(variable: variable, source: self.source(source))
  }

  private func source(_ word: Word) -> Block.LoopSource {
    if word.isFile { return .file(word.fileName) }
    if let reference = word.variable { return .values(reference, word.range) }
    // A JSONPath is one over the last response.
    if let raw = word.rawText, !raw.begins(with: "{"), !raw.begins(with: "[") {
      let query = raw.begins(with: "$") ? String(raw.dropFirst()) : raw
      return .values(VariableReference(name: "_", query: query), word.range)
    }
    return .files(word)
  }

  private func retry(_ cursor: inout TokenCursor) throws(SyntaxError) -> Block.Retry {
    let count = try cursor.word("how often", advice: "as in retry 10 every 2s { … }")
    if let text = count.text, !(Int(text).map((1...Block.Retry.mostTries).contains) ?? false) {
      throw SyntaxError(.notACount(most: Block.Retry.mostTries), at: count.range)
    }
    try keyword("every", &cursor)
    let interval = try cursor.word("how long to wait", advice: "as in retry 10 every 2s { … }")
    if let text = interval.text, TimeSpan.pause(text) == nil { throw SyntaxError(.notAnInterval, at: interval.range) }
    return Block.Retry(count: count, interval: interval)
  }

  private func keyword(_ text: String, _ cursor: inout TokenCursor) throws(SyntaxError) {
    guard let word = cursor.currentWord, word.bareText == text else {
      let place = cursor.current?.range ?? cursor.end..<cursor.end
      throw SyntaxError(.missing("the word \(text)", advice: "usage: \(usage)"), at: place)
    }
    cursor.advance()
  }
}

extension CommandSpec {
  /// What kind of block it begins; nil for any other command.
  package var block: BlockKind? {
    for argument in arguments { if case .block(let kind) = argument.kind { return kind } }
    return nil
  }
}
