/// A command with statements in braces: `for`, `if`, `retry` or `finally`.
package struct Block: Sendable, Hashable {
  /// What stands in front of the brace.
  package enum Head: Sendable, Hashable {
    case loop(Loop)
    case condition(Expectation)
    case retry(Retry)
    case finally
  }

  /// The word that it begins with.
  package let name: Located
  package var head: Head
  package var body: [Statement]
  /// What stands in the braces after `else`; nil without it.
  package var alternative: [Statement]?

  package init(name: Located, head: Head, body: [Statement] = [], alternative: [Statement]? = nil) {
    self.name = name
    self.head = head
    self.body = body
    self.alternative = alternative
  }

  /// How deep blocks may stand in one another.
  package static let deepest = 64

  /// `for NAME in SOURCE`
  package struct Loop: Sendable, Hashable {
    package let variable: Located
    package var source: LoopSource

    package init(variable: Located, source: LoopSource) {
      self.variable = variable
      self.source = source
    }
  }

  /// What a loop takes its items from.
  package enum LoopSource: Sendable, Hashable {
    /// `@FILE`: the rows or elements of a file.
    case file(Word)
    /// The files whose names fit a pattern.
    case files(Word)
    /// `$project.maps[*]`: what a query finds.
    case values(VariableReference, SourceRange)
  }

  /// `retry COUNT every INTERVAL`
  package struct Retry: Sendable, Hashable {
    package var count: Word
    package var interval: Word
    /// The most often that a block is tried.
    package static let mostTries = 100_000

    package init(count: Word, interval: Word) {
      self.count = count
      self.interval = interval
    }
  }
}

/// What a kind of block is for.
package enum BlockKind: Sendable, Hashable, CaseIterable {
  case loop, condition, retry, finally
}

extension Block {
  /// The words of its head that can have variables in them.
  package var words: [Word] {
    switch head {
    case .loop(let loop):
      switch loop.source {
      case .file(let word), .files(let word): [word]
      case .values(let reference, let range): [Word(.variable(reference), range)]
      }
    case .condition(let expectation): expectation.words
    case .retry(let retry): [retry.count, retry.interval]
    case .finally: []
    }
  }

  /// The statements in its braces.
  package var statements: [Statement] { body + (alternative ?? []) }

  package var isFinally: Bool { if case .finally = head { true } else { false } }
}

extension Statement {
  /// The block that it is.
  package var block: Block? {
    if case .block(let block) = command.action { block } else { nil }
  }

  /// Itself, its expectations and all that stands in its braces, in the order of the text.
  package var withInner: [Statement] { [self].withInner }

  fileprivate func visit(_ body: (Statement) -> Void) {
    body(self)
    expectations.forEach(body)
    for statement in block?.statements ?? [] { statement.visit(body) }
  }

  /// Whether it is `finally { … }`.
  package var isFinally: Bool { block?.isFinally ?? false }
}

extension [Statement] {
  /// The statements, their expectations and all that stands in their braces, in the order of the text.
  package var withInner: [Statement] {
    var result: [Statement] = []
    visit { result.append($0) }
    return result
  }

  /// Shows the same to `body`, without making a list of it.
  package func visit(_ body: (Statement) -> Void) {
    for statement in self { statement.visit(body) }
  }

  /// Adds the next statement; an expectation belongs to the request in front of it, and so does a transcript's line.
  mutating func add(_ statement: Statement) {
    if let line = TranscriptLine(statement), let last = lastIndex(where: { !$0.isComment }) {
      self[last].transcript.append(line)
    } else if statement.command.expectation != nil, let last = indices.last, self[last].request != nil {
      self[last].expectations.append(statement)
    } else {
      append(statement)
    }
  }

  /// Whether nothing but comments may follow.
  var isFinished: Bool { last { !$0.isComment }?.isFinally ?? false }
}

extension Command {
  /// Itself and the commands in its braces, in the order of the text.
  package var withInner: [Command] {
    guard case .block(let block) = action else { return [self] }
    return [self] + block.statements.withInner.map(\.command)
  }
}
