/// Cuts one command into tokens. It works on bytes and never goes back, so that a line of a megabyte is no matter.
package struct Lexer {
  let bytes: [UInt8]
  var position: Int
  private var tokens: [LexicalToken] = []
  private var pendingHeredocs: [(index: Int, delimiter: String)] = []

  /// What was read.
  package struct Result: Sendable {
    package let tokens: [LexicalToken]
    /// The comment at the end, without its `#`; nil when there is none.
    package let comment: String?
    /// Where the next command begins, in bytes.
    package let end: Int
  }

  /// Reads the command that begins at `start`.
  package static func read(_ bytes: [UInt8], from start: Int = 0) throws(SyntaxError) -> Result {
    var lexer = Lexer(bytes: bytes, position: start)
    let comment = try lexer.run()
    return Result(tokens: lexer.tokens, comment: comment, end: lexer.position)
  }

  private init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

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
      case UInt8(ascii: "\\") where isLineBreak(at: position + 1):
        try continueLine(position + 1)
      case UInt8(ascii: "#"):
        let start = position + 1
        skipToLineEnd()
        comment = text(start..<position)
      case UInt8(ascii: "|") where !operatorsAreWords:
        let start = position
        skipToLineEnd()
        tokens.append(.pipe(program: text(start + 1..<position).trimmed, start..<position))
      case UInt8(ascii: ">") where !operatorsAreWords:
        let start = position
        let appends = peek(1) == byte
        position += appends ? 2 : 1
        tokens.append(.redirection(appends: appends, start..<position))
      case UInt8(ascii: "<") where peek(1) == byte && !operatorsAreWords:
        try beginHeredoc()
      default:
        tokens.append(.word(try word()))
      }
    }
    if let heredoc = pendingHeredocs.first {
      throw SyntaxError(
        "the text after <<\(heredoc.delimiter) has no end", at: position..<position,
        advice: "end it with a line that is \(heredoc.delimiter) and nothing else", isUnfinished: true,
        awaitedLine: heredoc.delimiter)
    }
    return comment
  }

  /// In an expectation `<` and `>` compare.
  var operatorsAreWords: Bool {
    if case .word(let word)? = tokens.first { word.bareText == "expect" } else { false }
  }

  private mutating func skipToLineEnd() {
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
    if position >= bytes.count {
      throw SyntaxError("there is nothing after the backslash", at: backslash..<lineBreak, isUnfinished: true)
    }
  }

  func afterLineBreak(_ index: Int) -> Int {
    bytes[index] == UInt8(ascii: "\r") ? index + 2 : index + 1
  }

  // MARK: - Heredocs

  private mutating func beginHeredoc() throws(SyntaxError) {
    let start = position
    position += 2
    let isName: (UInt8) -> Bool = { $0.isIdentifierByte }
    let nameStart = position
    while let byte = current, isName(byte) { position += 1 }
    guard position > nameStart else {
      throw SyntaxError("<< needs a word", at: start..<position, advice: "write <<END, the text, and END on a line")
    }
    let delimiter = text(nameStart..<position)
    pendingHeredocs.append((tokens.count, delimiter))
    tokens.append(.heredoc(delimiter: delimiter, text: "", start..<position))
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
        guard current != nil else {
          throw SyntaxError(
            "the text after <<\(delimiter) has no end", at: position..<position,
            advice: "end it with a line that is \(delimiter) and nothing else", isUnfinished: true,
            awaitedLine: delimiter)
        }
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

extension String {
  /// The text without spaces at its ends.
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" || $0 == "\n" }
    var rest = self[...].drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }
}

extension UInt8 {
  /// Whether it can begin the name of a variable.
  var isIdentifierStart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Whether it can stand in the name of a variable.
  var isIdentifierByte: Bool {
    isIdentifierStart || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}
