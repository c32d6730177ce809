internal import CommandLanguage
internal import Execution

/// What the lines of a transcript below a command say of its response: the status, and then the body.
struct ExpectedResponse {
  enum Body {
    /// Nothing is said of it.
    case none
    case json(ExpectedValue)
    /// The lines of what is not JSON, with the type that it has.
    case lines([TextLine], type: String)
  }

  /// One line of a body that is not JSON.
  struct TextLine {
    /// nil for `...`, which is any number of lines.
    let pattern: TextPattern?
    let range: Range<Int>
  }

  let lines: [TranscriptLine]
  let source: StatementSource
  let status: Int
  /// The request, where the command sends several: its method and path; nil for the last one.
  let request: (method: String, path: TextPattern, text: String)?
  /// Where the status stands in the text of the first line.
  let statusRange: Range<Int>
  let body: Body
  /// The text of the body: what stands on the lines behind the first.
  let text: [UInt8]
  /// Where each of these lines begins in the text.
  private let starts: [Int]

  /// A line that can't be read.
  struct Problem: Error {
    let message: String
    let statement: Statement
    let range: Range<Int>

    /// The same for who is told of it.
    var failure: Failure { Failure(.transcript(.malformed(message)), at: range) }
  }

  /// - Parameter lines: at least one.
  init(_ lines: [TranscriptLine], source: StatementSource) throws(Problem) {
    self.lines = lines
    self.source = source
    let first = lines[0]
    let words = first.content.split(separator: " ", omittingEmptySubsequences: true)
    let start = first.text.utf8.count - first.content.utf8.count
    statusRange = start..<start + (words.first?.utf8.count ?? 0)
    guard let word = words.first, word.utf8.count == 3, let status = Int(word), (100...599).contains(status) else {
      throw Problem(
        message: "the first line says the status, such as \(TranscriptLine.mark) 200",
        statement: Self.statement(first, source), range: 0..<first.text.utf8.count)
    }
    self.status = status
    let names = Self.request(words)
    request = names.map { (String($0.method), TextPattern(line: Array($0.path.utf8)), "\($0.method) \($0.path)") }
    let type = words.dropFirst(names == nil ? 1 : 3).first
    var text: [UInt8] = []
    var starts: [Int] = []
    for line in lines.dropFirst() {
      if !starts.isEmpty { text.append(UInt8(ascii: "\n")) }
      starts.append(text.count)
      text += line.content.utf8
    }
    (self.text, self.starts) = (text, starts)
    if let type {
      body = .lines(Self.textLines(lines.dropFirst().map { Array($0.content.utf8) }, starts), type: String(type))
    } else if text.allSatisfy(\.isBlank) {
      body = .none
    } else {
      do throws(ExpectedValueError) { body = .json(try ExpectedValueReader.read(text)) } catch {
        let (index, range) = Self.place(error.range, starts, lines)
        throw Problem(
          message: error.message, statement: Self.statement(lines[index], source), range: range)
      }
    }
  }

  /// The request that a first line names: `200 GET /projects`.
  private static func request(_ words: [Substring]) -> (method: Substring, path: Substring)? {
    guard words.count > 2, words[2].hasPrefix("/"), words[1].allSatisfy({ $0.isASCII && $0.isUppercase }) else {
      return nil
    }
    return (words[1], words[2])
  }

  /// The lines below a command that sends several requests, those of each response on their own.
  static func parts(_ lines: [TranscriptLine]) -> [[TranscriptLine]] {
    lines.reduce(into: []) { parts, line in
      let words = line.content.split(separator: " ")
      let isFirst = request(words) != nil && words[0].count == 3 && Int(words[0]) != nil
      if isFirst || parts.isEmpty { parts.append([line]) } else { parts[parts.count - 1].append(line) }
    }
  }

  private static func textLines(_ lines: [[UInt8]], _ starts: [Int]) -> [TextLine] {
    zip(lines, starts).map { bytes, start in
      TextLine(
        pattern: bytes == Array("...".utf8) ? nil : TextPattern(line: bytes), range: start..<start + bytes.count)
    }
  }

  // MARK: - Places

  /// A line as a statement, for messages that point at it.
  private static func statement(_ line: TranscriptLine, _ source: StatementSource) -> Statement {
    Statement(
      Command(.nothing), text: line.text, line: line.line, indentation: line.indentation, source: source)
  }

  /// The line on which a range of the body's text begins, and where in the line it is.
  private static func place(
    _ range: Range<Int>, _ starts: [Int], _ lines: [TranscriptLine]
  ) -> (line: Int, range: Range<Int>) {
    let index = max(0, (starts.firstIndex { $0 > range.lowerBound } ?? starts.count) - 1)
    guard lines.indices.contains(index + 1) else { return (0, 0..<(lines.first?.text.utf8.count ?? 0)) }
    let line = lines[index + 1]
    let offset = line.text.utf8.count - line.content.utf8.count - starts[index]
    return (index + 1, range.lowerBound + offset..<min(range.upperBound + offset, line.text.utf8.count))
  }

  /// Where a range of the body's text is: the line as a statement, and the place in that.
  func place(_ range: Range<Int>) -> (statement: Statement, range: Range<Int>) {
    let (index, range) = Self.place(range, starts, lines)
    return (Self.statement(lines[index], source), range)
  }

  /// The same for the status.
  var statusPlace: (statement: Statement, range: Range<Int>) { (Self.statement(lines[0], source), statusRange) }

  /// The line, counted from the first, and the byte in it, where an offset in the body's text is.
  func lineAndByte(at offset: Int) -> (line: Int, byte: Int) {
    let (index, range) = Self.place(offset..<offset, starts, lines)
    return (index, range.lowerBound)
  }

  /// Every placeholder in it.
  var placeholders: [Placeholder] {
    let inBody: [Placeholder] =
      switch body {
      case .none: []
      case .json(let value): value.placeholders
      case .lines(let lines, _): lines.flatMap { $0.pattern?.placeholders ?? [] }
      }
    return inBody + (request?.path.placeholders ?? [])
  }
}

extension TextPattern {
  /// A line of a body that is not JSON. A backslash in front of what would be a placeholder, or of `...`, makes it
  /// text.
  init(line: [UInt8]) {
    var start = 0
    var index = 0
    if line.first == UInt8(ascii: "\\"), Self.isRest(line) { (start, index) = (1, 1) }
    while index < line.count {
      if let (placeholder, end) = Placeholder.read(line, at: index), placeholder.kind.isText {
        append(Array(line[start..<index]))
        append(placeholder)
        (start, index) = (end, end)
      } else if line[index] == UInt8(ascii: "\\"), let (_, end) = Placeholder.read(line, at: index + 1) {
        append(Array(line[start..<index]))
        (start, index) = (index + 1, end)
      } else {
        index += 1
      }
    }
    append(Array(line[start...]))
  }

  /// Whether a line is `...`, or that with backslashes in front, of which one means that it is text.
  static func isRest(_ line: [UInt8]) -> Bool {
    line.drop { $0 == UInt8(ascii: "\\") }.elementsEqual("...".utf8)
  }
}
