/// Reads the statements of a text one after another.
package struct ScriptReader: Sendable {
  private var pieces: PieceReader
  /// The blocks whose braces are open, the outermost first.
  private var open: [OpenBlock] = []
  /// Errors of a statement whose first one was given.
  private var queued: [UnreadableStatement] = []

  package init(_ text: String, source: StatementSource, table: CommandTable) {
    pieces = PieceReader(text, source: source, table: table)
  }

  /// The next statement, or why there is none; nil at the end.
  ///
  /// - Parameter aliases: replaced at the beginning of a statement, whose text then has what they stand for. A
  ///   statement that uses an alias may do no more than the text that defined the alias.
  package mutating func next(expanding aliases: Aliases = Aliases()) -> Result<Statement, UnreadableStatement>? {
    if !queued.isEmpty { return .failure(queued.removeFirst()) }
    guard let (statement, errors) = read(expanding: aliases) else { return nil }
    if let first = errors.first {
      queued = Array(errors.dropFirst())
      return .failure(first)
    }
    return statement.map { .success($0) }
  }

  /// The next statement with everything in it that could not be read; nil at the end.
  mutating func read(
    expanding aliases: Aliases = Aliases()
  ) -> (statement: Statement?, errors: [UnreadableStatement])? {
    var errors: [UnreadableStatement] = []
    while let piece = pieces.next(expanding: aliases, isInBlock: !open.isEmpty) {
      if let whole = take(piece, &errors) { return (whole, errors) }
      if open.isEmpty, !errors.isEmpty { return (nil, errors) }
    }
    guard let innermost = open.last else { return nil }
    if !(errors.last?.error.isUnfinished ?? false) { errors.append(innermost.unclosed) }
    open = []
    return (nil, errors)
  }

  /// Takes a piece.
  ///
  /// - Returns: the statement that is whole with it, when no block is open.
  private mutating func take(_ piece: PieceReader.Piece, _ errors: inout [UnreadableStatement]) -> Statement? {
    switch piece {
    case .statement(let statement): return add(statement, &errors)
    case .opening(let statement): begin(statement, &errors)
    case .failure(let error, let opensBlock):
      errors.append(error)
      if opensBlock { open.append(OpenBlock(nil, opening: nil, error)) }
    case .alternative(let inner, let place):
      guard let last = open.indices.last, open[last].beginAlternative() else {
        errors.append(place)
        // Its braces are there all the same.
        open.append(OpenBlock(nil, opening: inner, place))
        return nil
      }
      if let inner { begin(inner, closesOuter: true, &errors) }
    case .closing(let place):
      guard !open.isEmpty else {
        errors.append(place)
        return nil
      }
      return close(&errors)
    }
    return nil
  }

  /// Begins a block; one that is too deep is read, and has no head.
  private mutating func begin(
    _ statement: Statement, closesOuter: Bool = false, _ errors: inout [UnreadableStatement]
  ) {
    if open.count == Block.deepest { errors.append(statement.unreadable(.blocksTooDeep)) }
    open.append(
      OpenBlock(open.count >= Block.deepest ? nil : statement, opening: statement, closesOuter: closesOuter))
  }

  /// Ends the innermost block, and those that end with it.
  private mutating func close(_ errors: inout [UnreadableStatement]) -> Statement? {
    while let block = open.popLast() {
      if let statement = block.statement, let whole = add(statement, &errors) { return whole }
      if !block.closesOuter { break }
    }
    return nil
  }

  private mutating func add(_ statement: Statement, _ errors: inout [UnreadableStatement]) -> Statement? {
    guard let last = open.indices.last else { return statement }
    if !open[last].add(statement) { errors.append(statement.unreadable(.afterFinally)) }
    return nil
  }
}

/// A block whose braces are open.
private struct OpenBlock {
  /// The block's head; nil for one that can't be read.
  private let head: Statement?
  private var body: [Statement] = []
  private var alternative: [Statement]?
  /// The error if it is never closed.
  let unclosed: UnreadableStatement
  /// Whether the block around it ends with it, as that of `else if` does.
  let closesOuter: Bool

  init(_ head: Statement?, opening: Statement?, _ place: UnreadableStatement? = nil, closesOuter: Bool = false) {
    self.head = head
    self.closesOuter = closesOuter
    let name = opening?.block?.name.text ?? "block"
    let place = opening?.unreadable(.unclosedBlock(name)) ?? place
    unclosed = UnreadableStatement(
      SyntaxError(.unclosedBlock(name), at: place?.error.range ?? 0..<0, open: .block(name)), text: place?.text ?? "",
      line: place?.line ?? 1, indentation: place?.indentation ?? 0, source: place?.source ?? .typed)
  }

  /// The block with what was read of it.
  var statement: Statement? {
    var statement = head
    guard var block = head?.block else { return nil }
    (block.body, block.alternative) = (body, alternative)
    statement?.command.action = .block(block)
    return statement
  }

  /// Goes on with what stands behind `else`; false when there is no place for it.
  mutating func beginAlternative() -> Bool {
    guard let head else { return true }
    guard case .condition? = head.block?.head, alternative == nil else { return false }
    alternative = []
    return true
  }

  /// Takes the next statement in the braces; false when none may follow.
  mutating func add(_ inner: Statement) -> Bool {
    guard head != nil else { return true }
    let isFinished = (alternative ?? body).isFinished
    if alternative == nil { body.add(inner) } else { alternative?.add(inner) }
    return !isFinished || inner.isComment
  }
}

extension Statement {
  /// The error that it may not stand where it does.
  func unreadable(_ reason: SyntaxError.Reason) -> UnreadableStatement {
    UnreadableStatement(
      SyntaxError(reason, at: block?.name.range ?? 0..<text.utf8.prefix { $0 != UInt8(ascii: "\n") }.count), text: text,
      line: line, indentation: indentation, source: source)
  }
}
