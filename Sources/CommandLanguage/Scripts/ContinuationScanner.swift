/// Takes the lines of a command one by one and knows whether it needs more of them, at a cost that grows with the text
/// and not with its square.
package struct ContinuationScanner {
  private let table: CommandTable
  private var text = ""
  private var awaitedLine: String?
  private var open: SyntaxError.Opening?
  /// Below this size in bytes the text is read again after each line.
  private static let smallSize = 1 << 16
  private var nextSize = 0

  package init(_ table: CommandTable) {
    self.table = table
  }

  /// Takes the next line.
  ///
  /// - Returns: what is still open; nil when the command is complete. For a long command that may be noticed late, when
  ///   commands that follow it have been taken as well.
  package mutating func opening(after line: String) -> SyntaxError.Opening? {
    text += text.isEmpty ? line : "\n" + line
    if let awaitedLine {
      guard line == awaitedLine || line == awaitedLine + "\r" else { return open }
      self.awaitedLine = nil
      nextSize = 0
    }
    let size = text.utf8.count
    guard size >= nextSize else { return open }
    nextSize = size < Self.smallSize ? 0 : size + size / 4
    var reader = ScriptReader(text, source: .typed, table: table)
    var last: Result<Statement, UnreadableStatement>?
    while let next = reader.next() {
      last = next
      if case .failure(let failure) = next, failure.error.isUnfinished { break }
    }
    guard case .failure(let failure)? = last else { return nil }
    open = failure.error.open
    if case .heredoc(let delimiter)? = open { awaitedLine = delimiter }
    return open
  }

  /// Whether a text is the beginning of a command that more lines could complete.
  package static func needsMoreInput(_ text: String, table: CommandTable) -> Bool {
    var scanner = ContinuationScanner(table)
    return scanner.opening(after: text) != nil
  }
}
