/// Reads the commands of a text one after another.
package struct ScriptReader: Sendable {
  /// One command of a script.
  package struct Entry: Sendable {
    /// The command, or why there is none.
    package let result: Result<Command, SyntaxError>
    /// Its text, as it was written; ranges count from its beginning.
    package let text: String
    /// The line it begins on, counted from 1.
    package let line: Int
    /// How many characters stand in front of it on that line.
    package let indentation: Int
  }

  private var bytes: [UInt8]
  private var position = 0
  private var line = 1

  package init(_ text: String) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  /// Whether nothing but blank lines is left.
  package var isAtEnd: Bool { bytes[position...].allSatisfy(\.isBlank) }

  /// The next command that says anything; nil at the end.
  ///
  /// - Parameter aliases: what is written out where a command begins with it; its text is what it is then.
  package mutating func next(expanding aliases: Aliases = Aliases()) -> Entry? {
    while position < bytes.count {
      skipBlankLines()
      guard position < bytes.count else { return nil }
      let start = position
      if let (text, length) = aliases.expansion(of: bytes[start...]) {
        bytes.replaceSubrange(start..<start + length, with: text)
      }
      let startLine = line
      let lineStart = bytes[..<start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let indentation = String(decoding: bytes[lineStart..<start], as: UTF8.self).count
      let result = readCommand()
      let text = bytes[start..<position]
      line += text.count { $0 == UInt8(ascii: "\n") }
      let entry = Entry(
        result: result, text: String(decoding: text, as: UTF8.self).trimmed, line: startLine,
        indentation: indentation)
      if case .success(let command) = result, case .nothing = command.action, command.comment == nil { continue }
      return entry
    }
    return nil
  }

  /// Reads the command that begins here, from as few lines as it needs, so that a long script is read in linear time.
  private mutating func readCommand() -> Result<Command, SyntaxError> {
    let start = position
    var end = lineEnd(from: start)
    while true {
      do {
        let (command, length) = try CommandParser.parse(Array(bytes[start..<end]))
        position = start + length
        return .success(command)
      } catch {
        if error.isUnfinished, end < bytes.count {
          end = lineEnd(from: min(bytes.count, end + max(end - start, 1)) - 1)
          continue
        }
        position = error.isUnfinished ? bytes.count : lineEnd(from: start + error.range.lowerBound)
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
