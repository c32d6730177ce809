/// Takes the lines of a command one by one and knows whether it needs more of them, at a cost that grows with the text
/// and not with its square.
package struct ContinuationScanner {
  private let table: CommandTable
  /// What was not read yet.
  private var text = ""
  /// The words that the open blocks begin with, the outermost first.
  private var blocks: [String] = []
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
  /// - Parameter isLast: whether no other line is there yet.
  /// - Returns: what is still open; nil when the command is complete. For a long command that may be noticed late, when
  ///   commands that follow it have been taken as well, but not after the last line.
  package mutating func opening(after line: String, isLast: Bool = false) -> SyntaxError.Opening? {
    text += text.isEmpty ? line : "\n" + line
    if let awaitedLine {
      guard line == awaitedLine || line == awaitedLine + "\r" else { return open }
      self.awaitedLine = nil
      nextSize = 0
    }
    let size = text.utf8.count
    guard isLast || size >= nextSize else { return open }
    nextSize = size < Self.smallSize ? 0 : size + size / 4
    var pieces = PieceReader(text, source: .typed, table: table)
    var start = 0
    while let piece = pieces.next(expanding: Aliases(), isInBlock: !blocks.isEmpty) {
      if case .failure(let failure, _) = piece, let open = failure.error.open {
        text = pieces.text(from: start)
        self.open = open
        if case .heredoc(let delimiter) = open { awaitedLine = delimiter }
        return open
      }
      take(piece)
      start = pieces.position
    }
    text = ""
    nextSize = 0
    open = blocks.last.map { .block($0) }
    return open
  }

  private mutating func take(_ piece: PieceReader.Piece) {
    switch piece {
    case .statement, .failure(_, opensBlock: false): break
    case .opening(let statement): blocks.append(statement.block?.name.text ?? "block")
    case .failure(_, opensBlock: true): blocks.append("block")
    case .alternative: if blocks.isEmpty { blocks.append("else") }
    case .closing: _ = blocks.popLast()
    }
  }

  /// Whether a text is the beginning of a command that more lines could complete.
  package static func needsMoreInput(_ text: String, table: CommandTable) -> Bool {
    var scanner = ContinuationScanner(table)
    return scanner.opening(after: text, isLast: true) != nil
  }
}
