internal import CommandLanguage
internal import Execution
internal import JSONText

extension StepRewriter {
  /// A block with the words in it as the script has them.
  ///
  /// - Parameters:
  ///   - ran: what ran in it.
  ///   - outer: the variables from outside that it refers to.
  mutating func rewrite(_ block: Block, _ ran: BlockTrace, _ outer: [String: Variable]) -> Block {
    var block = block
    resolve(Command(.block(block)), outer)
    switch block.head {
    case .loop(let loop): block.head = .loop(.init(variable: loop.variable, source: source(loop.source)))
    case .condition(let condition): block.head = .condition(rewrite(condition))
    case .retry(let retry): block.head = .retry(.init(count: word(retry.count), interval: word(retry.interval)))
    case .finally: break
    }
    block.body = rewrite(block.body, ran, outer)
    block.alternative = block.alternative.map { rewrite($0, ran, outer) }
    return block
  }

  private mutating func rewrite(
    _ statements: [Statement], _ ran: BlockTrace, _ outer: [String: Variable]
  ) -> [Statement] {
    statements.compactMap { statement in
      var statement = statement
      guard let command = rewrite(statement, ran, outer) else { return nil }
      statement.command = command
      statement.transcript = ran.transcript(of: statement)
      statement.expectations = rewrite(statement.expectations, ran, outer)
      return statement
    }
  }

  private mutating func rewrite(
    _ statement: Statement, _ ran: BlockTrace, _ outer: [String: Variable]
  ) -> Command? {
    var command = statement.command
    resolve(command, outer)
    switch command.action {
    case .nothing: break
    case .block(let block): command.action = .block(rewrite(block, ran, outer))
    case .call(let call):
      guard let call = rewrite(call) else { return nil }
      command.action = .call(call)
    case .request(let line, let variable):
      let sent = ran.requests[.init(statement)]
      command.action = .request(sent.map { rewrite($0.call, $0.exchange.request) } ?? rewrite(line), variable: variable)
    }
    return command
  }

  private mutating func source(_ source: Block.LoopSource) -> Block.LoopSource {
    switch source {
    case .file(let file):
      note(file: file.text ?? "")
      return .file(word(file))
    case .files(let pattern):
      note(file: pattern.text ?? "")
      return .files(word(pattern))
    case .values(let reference, let range):
      return self.reference(reference, at: range).map { .values($0, range) } ?? source
    }
  }

  /// Notes what the references of a command to variables from outside stood for.
  private mutating func resolve(_ command: Command, _ outer: [String: Variable]) {
    resolutions = [:]
    for (reference, range) in command.references {
      guard let variable = outer[reference.name] else { continue }
      var value = variable.value
      if !reference.query.isEmpty, let root = try? value.json(),
        let nodes = try? JSONPath(parsing: "$" + reference.query).values(in: root), nodes.count == 1
      {
        value = .json(nodes[0])
      }
      resolutions[range] = Resolution(
        range: range, reference: reference, value: value, definedBy: variable.definedBy)
    }
  }
}
