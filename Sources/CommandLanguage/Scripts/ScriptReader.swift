/// Reads the statements of a text one after another.
package struct ScriptReader: Sendable {
  private var bytes: [UInt8]
  private var position = 0
  private var line = 1
  private let source: StatementSource
  private let parser: CommandParser
  /// Whether something was opened and never closed: what follows is read line by line then, for its own errors.
  private var isRecovering = false
  /// How many lines a command may take after that, so that reading stays linear.
  private static let recoveryLimit = 64

  package init(_ text: String, source: StatementSource, table: CommandTable) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
    self.source = source
    parser = CommandParser(table)
  }

  /// The next statement, or why there is none; nil at the end.
  ///
  /// - Parameter aliases: replaced at the beginning of the statement, whose text then has what they stand for. A
  ///   statement that uses an alias may do no more than the text that defined the alias.
  package mutating func next(expanding aliases: Aliases = Aliases()) -> Result<Statement, UnreadableStatement>? {
    while position < bytes.count {
      skipBlankLines()
      guard position < bytes.count else { return nil }
      let start = position
      var source = source
      if let expansion = aliases.expansion(of: bytes[start...]) {
        bytes.replaceSubrange(start..<start + expansion.length, with: expansion.text)
        source = expansion.source.restricting(source)
      }
      let startLine = line
      let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let indentation = String(decoding: bytes[lineStart..<start], as: UTF8.self).count
      let result = readCommand()
      line += bytes[start..<position].count { $0 == UInt8(ascii: "\n") }
      let text = String(decoding: bytes[start..<position], as: UTF8.self).trimmed
      switch result {
      case .success(let command):
        if command.action == .nothing, command.comment == nil { continue }
        return .success(
          Statement(command, text: text, line: startLine, indentation: indentation, source: source))
      case .failure(let error):
        return .failure(
          UnreadableStatement(error, text: text, line: startLine, indentation: indentation, source: source))
      }
    }
    return nil
  }

  /// Reads the command that begins here, from as few lines as it needs, so that a long script is read in linear time.
  private mutating func readCommand() -> Result<Command, SyntaxError> {
    let start = position
    var end = lineEnd(from: start)
    var lineCount = 1
    while true {
      do {
        let (command, length) = try parser.parse(Array(bytes[start..<end]))
        position = start + length
        return .success(command)
      } catch {
        if error.isUnfinished, end < bytes.count, !isRecovering || lineCount < Self.recoveryLimit {
          end = isRecovering ? lineEnd(from: end) : lineEnd(from: min(bytes.count, end + max(end - start, 1)) - 1)
          lineCount += 1
          continue
        }
        if case .heredoc? = error.open {
          position = bytes.count
        } else if let lexed = try? Lexer.read(Array(bytes[start..<end]), table: parser.table) {
          // Its words are whole: what is wrong is what they say, and the next command begins behind all of its lines.
          position = start + lexed.end
        } else {
          // Whether what follows was meant to be inside can't be told: reading goes on behind the opening's line.
          isRecovering = isRecovering || error.isUnfinished
          position = lineEnd(from: start + error.range.lowerBound)
        }
        return .failure(error)
      }
    }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position].isBlank {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
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
