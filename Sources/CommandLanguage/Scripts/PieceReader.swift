/// Reads the pieces of a text one after another: commands, and the braces of blocks.
struct PieceReader: Sendable {
  /// What a text consists of.
  enum Piece {
    /// A command that is not a block.
    case statement(Statement)
    /// A block up to its `{`.
    case opening(Statement)
    /// The `}` of a block, with its place.
    case closing(UnreadableStatement)
    /// `} else {`; with `if` behind it, that block's head.
    case alternative(Statement?, UnreadableStatement)
    /// What can't be read, and whether a block was opened with it.
    case failure(UnreadableStatement, opensBlock: Bool)
  }

  private var bytes: [UInt8]
  private(set) var position = 0
  private var line = 1
  private let source: StatementSource
  private let parser: CommandParser
  /// Whether something was opened and never closed: what follows is read line by line then, for its own errors.
  private var isRecovering = false
  /// How many lines a command may take after that, so that reading stays linear.
  private static let recoveryLimit = 64

  init(_ text: String, source: StatementSource, table: CommandTable) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
    self.source = source
    parser = CommandParser(table)
  }

  /// The text from a place on.
  func text(from start: Int) -> String { String(decoding: bytes[start...], as: UTF8.self) }

  /// The next piece; nil at the end.
  ///
  /// - Parameters:
  ///   - aliases: replaced at the beginning of a command.
  ///   - isInBlock: whether a `}` ends a command.
  mutating func next(expanding aliases: Aliases, isInBlock: Bool) -> Piece? {
    while position < bytes.count {
      skipBlankLines()
      guard position < bytes.count else { return nil }
      if isWord("}", at: position) { return brace(isInBlock) }
      if let piece = command(expanding: aliases, isInBlock) { return piece }
    }
    return nil
  }

  /// The command that begins here; nil for an empty one.
  private mutating func command(expanding aliases: Aliases, _ isInBlock: Bool) -> Piece? {
    let start = position
    var source = source
    if let expansion = aliases.expansion(of: bytes[start...]) {
      bytes.replaceSubrange(start..<start + expansion.length, with: expansion.text)
      source = expansion.source.restricting(source)
    }
    let startLine = line
    let indentation = indentation(of: start)
    let result = readCommand(isInBlock)
    line += bytes[start..<position].count { $0 == UInt8(ascii: "\n") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self).trimmed
    switch result {
    case .success(let command):
      if command.action == .nothing, command.comment == nil { return nil }
      let statement = Statement(command, text: text, line: startLine, indentation: indentation, source: source)
      return statement.block == nil ? .statement(statement) : .opening(statement)
    case .failure(let failure):
      let error = UnreadableStatement(
        failure.error, text: text, line: startLine, indentation: indentation, source: source)
      return .failure(error, opensBlock: failure.opensBlock)
    }
  }

  // MARK: - Braces

  /// A `}`, and `else` behind it.
  private mutating func brace(_ isInBlock: Bool) -> Piece {
    let start = position
    let place = self.place(.strayBrace, from: start, to: start + 1)
    position += 1
    skipSpaces()
    guard isWord("else", at: position) else {
      position = start + 1
      return .closing(place)
    }
    let otherwise = self.place(.strayElse, from: position, to: position + 4)
    position += 4
    skipSpaces()
    if isWord("{", at: position) {
      position += 1
      return .alternative(nil, otherwise)
    }
    if isWord("if", at: position), let piece = command(expanding: Aliases(), isInBlock) {
      if case .opening(let statement) = piece { return .alternative(statement, otherwise) }
      return piece
    }
    let error = self.place(
      .missing("a {", advice: "as in } else {"), from: position, to: position)
    position = lineEnd(from: position)
    line += bytes[position - 1] == UInt8(ascii: "\n") ? 1 : 0
    return .failure(error, opensBlock: false)
  }

  /// An error in the rest of a line.
  private func place(_ reason: SyntaxError.Reason, from start: Int, to end: Int) -> UnreadableStatement {
    let text = String(decoding: bytes[start..<lineEnd(from: start)], as: UTF8.self).trimmed
    return UnreadableStatement(
      SyntaxError(reason, at: 0..<end - start), text: text, line: line, indentation: indentation(of: start),
      source: source)
  }

  private func isWord(_ word: String, at index: Int) -> Bool {
    guard bytes[index...].starts(with: word.utf8) else { return false }
    let end = index + word.utf8.count
    return end >= bytes.count || bytes[end].isBlank
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\t") {
      position += 1
    }
  }

  // MARK: - Commands

  private struct ReadingFailure: Error {
    let error: SyntaxError
    var opensBlock = false
  }

  /// Reads the command that begins here, from as few lines as it needs, so that a long script is read in linear time.
  private mutating func readCommand(_ isInBlock: Bool) -> Result<Command, ReadingFailure> {
    let start = position
    var end = lineEnd(from: start)
    var lineCount = 1
    while true {
      let chunk = Array(bytes[start..<end])
      do throws(SyntaxError) {
        let lexed = try Lexer.read(chunk, table: parser.table, isInBlock: isInBlock)
        // Its words are whole: whatever is wrong with what they say, the next command begins behind all of its lines.
        position = start + lexed.end
        do throws(SyntaxError) { return .success(try parser.parse(lexed, of: chunk)) } catch {
          return .failure(ReadingFailure(error: error, opensBlock: lexed.opensBlock))
        }
      } catch {
        if error.isUnfinished, end < bytes.count, !isRecovering || lineCount < Self.recoveryLimit {
          end = isRecovering ? lineEnd(from: end) : lineEnd(from: min(bytes.count, end + max(end - start, 1)) - 1)
          lineCount += 1
          continue
        }
        if case .heredoc? = error.open {
          position = bytes.count
        } else {
          // Whether what follows was meant to be inside can't be told: reading goes on behind the opening's line.
          isRecovering = isRecovering || error.isUnfinished
          position = lineEnd(from: start + error.range.lowerBound)
        }
        return .failure(ReadingFailure(error: error))
      }
    }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position].isBlank {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
  }

  /// How many characters stand in front of a place on its line.
  private func indentation(of start: Int) -> Int {
    let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return String(decoding: bytes[lineStart..<start], as: UTF8.self).count
  }

  private func lineEnd(from start: Int) -> Int {
    guard let end = bytes[min(start, bytes.count)...].firstIndex(of: UInt8(ascii: "\n")) else { return bytes.count }
    return end + 1
  }
}

extension StatementSource {
  /// The one of two sources that may do less.
  fileprivate func restricting(_ other: StatementSource) -> StatementSource {
    if case .script = self { self } else { other }
  }
}
