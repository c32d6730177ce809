/// Cuts one command into tokens. It works on bytes and never goes back, so the cost grows with the length of the text.
package struct Lexer {
  let bytes: [UInt8]
  var position: Int
  private let table: CommandTable
  private var tokens: [LexicalToken] = []
  private var pendingHeredocs: [(index: Int, delimiter: String)] = []
  /// What follows the command's name, once that is known.
  private var mode = Mode.plain
  /// Whether it stands in the braces of a block, so that a `}` ends it.
  private let isInBlock: Bool
  /// Whether a `{` opens a block.
  private var expectsBlock = false
  private var opensBlock = false

  /// How the words of a command are read.
  private enum Mode {
    case plain
    /// `<` and `>` compare.
    case comparison
    /// The rest of the line is another program's text.
    case foreign
  }

  /// What was read.
  package struct Result: Sendable {
    package let tokens: [LexicalToken]
    /// The comment at the end, without its `#`; nil when there is none.
    package let comment: String?
    /// Where the next command begins, in bytes.
    package let end: Int
    /// Whether a brace follows in which a block's statements stand.
    let opensBlock: Bool
  }

  /// Reads the command that begins at `start`.
  ///
  /// - Parameter isInBlock: whether a `}` ends it.
  package static func read(
    _ bytes: [UInt8], from start: Int = 0, table: CommandTable, isInBlock: Bool = false
  ) throws(SyntaxError) -> Result {
    var lexer = Lexer(bytes: bytes, position: start, table: table, isInBlock: isInBlock)
    let comment = try lexer.run()
    return Result(tokens: lexer.tokens, comment: comment, end: lexer.position, opensBlock: lexer.opensBlock)
  }

  init(bytes: [UInt8], position: Int, table: CommandTable, isInBlock: Bool = false) {
    self.bytes = bytes
    self.position = position
    self.table = table
    self.isInBlock = isInBlock
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether `<` and `>` are words, as in an expectation.
  var comparesValues: Bool { mode == .comparison }

  /// The tokens of the last command in a text that may end anywhere, and whether its end is inside of something that
  /// is not completed: a comment, or another program's text.
  static func glance(_ bytes: [UInt8], table: CommandTable) -> (tokens: [LexicalToken], isForeign: Bool) {
    var lexer = Lexer(bytes: bytes, position: 0, table: table, isInBlock: true)
    while true {
      lexer.tokens = []
      lexer.pendingHeredocs = []
      lexer.mode = .plain
      (lexer.expectsBlock, lexer.opensBlock) = (false, false)
      lexer.skipBlockEnd()
      do {
        let comment = try lexer.run()
        guard lexer.current == nil, bytes.last != UInt8(ascii: "\n"), !lexer.opensBlock else {
          if lexer.current == nil { return ([], false) }
          continue
        }
        if comment != nil { return (lexer.tokens, true) }
      } catch {
        if case .heredoc? = error.open { return (lexer.tokens, true) }
        if lexer.mode == .foreign { return (lexer.tokens, true) }
        // The word that has no end is the one being typed.
        let start = lexer.wordStart
        lexer.tokens.append(
          .word(Word([.init(.bare(lexer.text(start..<bytes.count)), start..<bytes.count)], start..<bytes.count)))
        return (lexer.tokens, false)
      }
      switch lexer.tokens.last {
      case .pipe?, .foreign?: return (lexer.tokens, true)
      default: return (lexer.tokens, false)
      }
    }
  }

  /// Where the word begins that is being read.
  private var wordStart = 0

  private mutating func run() throws(SyntaxError) -> String? {
    var comment: String?
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "\n"):
        position += 1
        try readHeredocs()
        return comment
      case _ where mode == .foreign:
        tokens.append(try foreignText())
      case UInt8(ascii: "{") where expectsBlock && isWordEnd(position + 1):
        position += 1
        opensBlock = true
        return nil
      case UInt8(ascii: "}") where isInBlock && isWordEnd(position + 1) && !tokens.isEmpty && pendingHeredocs.isEmpty:
        return nil
      case UInt8(ascii: "\\") where isLineBreak(at: position + 1):
        wordStart = position
        try continueLine(position + 1)
      case UInt8(ascii: "#"):
        let start = position + 1
        skipToLineEnd()
        comment = text(start..<position)
      case UInt8(ascii: "|") where !comparesValues:
        let start = position
        skipToLineEnd()
        tokens.append(.pipe(program: text(start + 1..<position).trimmed, start..<position))
      case UInt8(ascii: ">") where !comparesValues:
        let start = position
        let appends = peek(1) == byte
        position += appends ? 2 : 1
        tokens.append(.redirection(appends: appends, start..<position))
      case UInt8(ascii: "<") where peek(1) == byte && !comparesValues:
        try beginHeredoc()
      default:
        wordStart = position
        let word = try word()
        tokens.append(.word(word))
        if tokens.count == 1 { chooseMode(word) }
      }
    }
    if let heredoc = pendingHeredocs.first { throw endless(heredoc.delimiter) }
    return comment
  }

  /// The first word says how those that follow are read.
  private mutating func chooseMode(_ word: Word) {
    guard let spec = word.bareText.flatMap(table.command(named:)) else { return }
    mode = spec.takesForeignText ? .foreign : spec.comparesValues ? .comparison : .plain
    expectsBlock = spec.block != nil
  }

  /// Whether a word that ends here is whole.
  private func isWordEnd(_ index: Int) -> Bool { index >= bytes.count || bytes[index].isBlank }

  /// Goes behind braces that close blocks, and behind `else`.
  private mutating func skipBlockEnd() {
    while true {
      while let byte = current, byte.isBlank { position += 1 }
      guard current == UInt8(ascii: "}"), isWordEnd(position + 1) else { return }
      position += 1
      let word = position
      while let byte = current, byte == UInt8(ascii: " ") { position += 1 }
      guard bytes[position...].starts(with: "else ".utf8) else {
        position = word
        continue
      }
      position += 5
      if current == UInt8(ascii: "{"), isWordEnd(position + 1) { position += 1 }
    }
  }

  mutating func skipToLineEnd() {
    while let byte = current, byte != UInt8(ascii: "\n") { position += 1 }
  }

  func isLineBreak(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let next = index + 1 < bytes.count ? bytes[index + 1] : nil
    return bytes[index] == UInt8(ascii: "\n") || (bytes[index] == UInt8(ascii: "\r") && next == UInt8(ascii: "\n"))
  }

  /// Goes on in the next line, which has to be there.
  mutating func continueLine(_ lineBreak: Int) throws(SyntaxError) {
    let backslash = lineBreak - 1
    position = afterLineBreak(lineBreak)
    if position >= bytes.count { throw SyntaxError(.danglingBackslash, at: backslash..<lineBreak, open: .line) }
  }

  func afterLineBreak(_ index: Int) -> Int {
    bytes[index] == UInt8(ascii: "\r") ? index + 2 : index + 1
  }

  // MARK: - Heredocs

  private mutating func beginHeredoc() throws(SyntaxError) {
    let start = position
    position += 2
    let nameStart = position
    while let byte = current, byte.isIdentifierByte { position += 1 }
    guard position > nameStart else { throw SyntaxError(.unnamedHeredoc, at: start..<position) }
    let delimiter = text(nameStart..<position)
    pendingHeredocs.append((tokens.count, delimiter))
    tokens.append(.heredoc(delimiter: delimiter, text: "", start..<position))
  }

  private func endless(_ delimiter: String) -> SyntaxError {
    SyntaxError(.endlessHeredoc(delimiter: delimiter), at: position..<position, open: .heredoc(delimiter))
  }

  private mutating func readHeredocs() throws(SyntaxError) {
    while let (index, delimiter) = pendingHeredocs.first {
      let start = position
      var lineStart = position
      while true {
        skipToLineEnd()
        var line = text(lineStart..<position)
        if line.hasSuffix("\r") { line.removeLast() }
        if line == delimiter { break }
        guard current != nil else { throw endless(delimiter) }
        position += 1
        lineStart = position
      }
      if case .heredoc(_, _, let range) = tokens[index] {
        tokens[index] = .heredoc(delimiter: delimiter, text: text(start..<lineStart), range)
      }
      if current != nil { position += 1 }
      pendingHeredocs.removeFirst()
    }
  }
}
