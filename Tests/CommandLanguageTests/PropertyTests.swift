import CommandLanguage
import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite struct PropertyTests {
  private static let pieces = [
    "get", "post", " /maps", "/$m", " a=b", " a:=1", " a[b][]=c", " x==y", " X-A:b", "{", "}", "[", "]", "'", "\"",
    "\\", "$", "${", "x", ":-", " ",
    "\n", "#", "|", ">", ">>", "<<E", "\nE\n", "@f", "=", "==", ":", "é", "日", "😀", "\u{0}", "\t", "--select",
    " $.a[?@.b]", "expect status ",
    "map = ", "create_map", "import curl ", "set ", "0", ".", "..", "\r\n", "\u{7F}", "--table", "_", "-",
  ]

  @Test("Random text is read or refused, never with a range outside of it")
  func randomText() {
    var random = SeededRandom(1)
    var readable = 0
    for _ in 0..<6000 {
      let text = (0..<(1 + random.below(14))).map { _ in random.one(of: Self.pieces) }.joined()
      readable += check(text)
    }
    #expect(readable > 300)
  }

  @Test("Random bytes are read or refused")
  func randomBytes() {
    var random = SeededRandom(2)
    for _ in 0..<3000 {
      let bytes = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = check(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// - Returns: how many statements the text has.
  private func check(_ text: String) -> Int {
    let count = text.utf8.count
    var statements = reader(text)
    var entries = 0
    var readable = 0
    while let next = statements.next() {
      entries += 1
      switch next {
      case .failure(let failure):
        let range = failure.error.range
        #expect((0...count).contains(range.lowerBound) && range.upperBound <= count, "\(text.debugDescription)")
      case .success(let statement):
        readable += 1
        checkRanges(statement, text)
      }
      guard entries <= count else {
        Issue.record("\(text.debugDescription) does not end")
        return readable
      }
    }
    _ = needsMoreInput(text)
    return readable
  }

  /// Every range lies inside of the statement's own text, and none is empty but that of an empty value.
  private func checkRanges(_ statement: Statement, _ text: String) {
    guard case .request(let line, _) = statement.command.action else { return }
    let count = statement.text.utf8.count
    for range in line.items.flatMap({ [$0.range, $0.keyRange] }) + line.arguments.map(\.range) {
      #expect((0..<count).contains(range.lowerBound) && range.upperBound <= count, "\(text.debugDescription)")
      #expect(!range.isEmpty, "\(text.debugDescription)")
    }
    for item in line.items {
      #expect(
        item.valueRange.lowerBound >= item.range.lowerBound && item.valueRange.upperBound <= item.range.upperBound,
        "\(text.debugDescription)")
    }
  }
}

@Suite struct LimitTests {
  @Test("A line of a megabyte is read in time that grows with its length")
  func longLine() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let command = try testParser.parse("post /maps title='\(long)'")
    guard case .request(let line, _) = command.action else {
      Issue.record("no request")
      return
    }
    #expect(line.items.count == 1)
    #expect(needsMoreInput("post /maps title='" + long))
  }

  @Test("Ten thousand items and a thousand brackets are read")
  func many() throws {
    let items = (0..<10_000).map { "a\($0)=b" }.joined(separator: " ")
    guard case .request(let line, _) = try testParser.parse("post /maps " + items).action else {
      Issue.record("no request")
      return
    }
    #expect(line.items.count == 10_000)
    let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    _ = try testParser.parse("post /maps " + deep)
    _ = try testParser.parse("post /maps a:=" + deep)
  }

  @Test("A script of many lines, and a body of many, are read in linear time")
  func longScript() throws {
    var statements = reader(String(repeating: "get /user\n", count: 20_000))
    var count = 0
    while case .success(let statement)? = statements.next() {
      count += 1
      #expect(statement.line == count)
    }
    #expect(count == 20_000)
    var scanner = ContinuationScanner(testTable)
    _ = scanner.opening(after: "post /maps <<END")
    for _ in 0..<50_000 { _ = scanner.opening(after: "{ \"some\": \"line\" }") }
    let open = scanner.opening(after: "END")
    #expect(open == nil)
  }

  @Test("Lines are numbered as an editor numbers them, whatever ends them")
  func lineNumbers() {
    var statements = reader("\u{FEFF}# c\r\n\r\nget /a \\\n x==1\ngte\npost /m {\n}\n\n expect status 1")
    var lines: [Int] = []
    while let next = statements.next() {
      switch next {
      case .success(let statement): lines.append(statement.line)
      case .failure(let failure): lines.append(failure.line)
      }
    }
    #expect(lines == [1, 3, 5, 6, 9])
  }
}
