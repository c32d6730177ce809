extension Block {
  /// The same with other commands in its braces, and other words in its head.
  package func mapped(
    _ command: (Command) -> Command, word: (Word) -> Word, reference: (VariableReference) -> VariableReference
  ) -> Block {
    var block = self
    block.body = body.map { $0.mapped(command) }
    block.alternative = alternative?.map { $0.mapped(command) }
    switch head {
    case .loop(let loop): block.head = .loop(Loop(variable: loop.variable, source: loop.source.mapped(word, reference)))
    case .condition(let condition): block.head = .condition(condition.mapped(word: word, reference: reference))
    case .retry(let retry): block.head = .retry(Retry(count: word(retry.count), interval: word(retry.interval)))
    case .finally: break
    }
    return block
  }
}

extension Block.LoopSource {
  fileprivate func mapped(
    _ word: (Word) -> Word, _ reference: (VariableReference) -> VariableReference
  ) -> Block.LoopSource {
    switch self {
    case .file(let file): .file(word(file))
    case .files(let pattern): .files(word(pattern))
    case .values(let old, let range): .values(reference(old), range)
    }
  }
}

extension Statement {
  /// The same with another command, and other commands for its expectations.
  fileprivate func mapped(_ command: (Command) -> Command) -> Statement {
    var statement = self
    statement.command = command(self.command)
    statement.expectations = expectations.map { $0.mapped(command) }
    return statement
  }
}

extension Expectation {
  /// The same with other words.
  package func mapped(word: (Word) -> Word, reference: (VariableReference) -> VariableReference) -> Expectation {
    var expectation = self
    expectation.value = value.map(word)
    switch subject {
    case .value(let old, let range, let all): expectation.subject = .value(reference(old), range, all: all)
    case .valueCount(let old, let range): expectation.subject = .valueCount(reference(old), range)
    case .status, .time, .header, .path, .count: break
    }
    return expectation
  }
}
