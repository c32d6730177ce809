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
    for _ in 0..<6000 {
      let text = (0..<(1 + random.next() % 14)).map { _ in random.one(of: Self.pieces) }.joined()
      check(text)
    }
  }

  @Test("Random bytes are read or refused")
  func randomBytes() {
    var random = SeededRandom(2)
    for _ in 0..<3000 {
      let bytes = (0..<(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  private func check(_ text: String) {
    let count = text.utf8.count
    var statements = reader(text)
    var entries = 0
    while let next = statements.next() {
      entries += 1
      switch next {
      case .failure(let failure):
        let range = failure.error.range
        #expect((0...count).contains(range.lowerBound) && range.upperBound <= count, "\(text.debugDescription)")
      case .success(let statement): checkRanges(statement, text)
      }
      guard entries <= count else {
        Issue.record("\(text.debugDescription) does not end")
        return
      }
    }
    _ = needsMoreInput(text)
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

  @Test("A command that is printed and read again is the same command")
  func printing() throws {
    var random = SeededRandom(3)
    let values = [
      "x", "'a b'", "\"$m.id x\"", "$m", "${m.a[0]:-d e}", "a\\ b", "''", "\"q\\\"\\n\"", "é日😀", "'it'\\''s'",
      "$m.layers[*].id", "${m}x", "$_",
    ]
    let keys = ["title", "a[b]", "a[]", "[0][x]", "'k k'", "ü"]
    let tails = [
      "--select $.a[?@.b == 'c']", "--table id,$.x", "--raw", "--dry-run", "> out", ">> 'o o'", "| jq .", "--as curl",
      "# c", "",
    ]
    let others = [
      "expect $.a == \"b c\"", "expect not status 404", "expect count($.a) > 2", "expect header X-A contains b",
      "expect $.a[*] all done",
      "set x='a b'", "set x:={\"a\": 1}", "login", "login --token-file f", "show $.a @f.json", "table a,b",
      "diff $a @f --ignore $.x", "ls", "cd 'a b'",
      "help post", "record 'f f'", "record off", "import curl -X POST 'https://felt.com/api/v2/maps'",
      "export curl get /user a==b", "history 5",
      "unset a b", "header X-A 'b c'", "# just a comment", "edit /maps/$m", "timeout 5",
      "base-url https://felt.com/api/v2", "export hurl",
    ]
    for _ in 0..<3000 {
      var text = random.one(of: ["get", "post", "m = post", "delete"]) + " /maps/" + random.one(of: values)
      for _ in 0..<(random.next() % 4) {
        text += " " + random.one(of: keys) + random.one(of: ["=", ":=", "=@", ":=@"]) + random.one(of: values)
      }
      if random.next() % 4 == 0 { text += " q==" + random.one(of: values) + " H:" + random.one(of: values) }
      text += " " + random.one(of: tails)
      if random.next() % 5 == 0 { text = random.one(of: others) }
      let command = try testParser.parse(text)
      let printed = CommandPrinter.print(command)
      let again = try testParser.parse(printed)
      #expect(CommandPrinter.print(again) == printed, "\(text)")
      #expect(Self.meaning(again) == Self.meaning(command), "\(text) → \(printed)")
    }
  }

  /// What a request says, without where it says it.
  private static func meaning(_ command: Command) -> [String] {
    guard case .request(let line, let variable) = command.action else { return [CommandPrinter.print(command)] }
    func parts(_ word: Word) -> String {
      var result: [String] = []
      var text = ""
      for part in word.parts {
        if let piece = part.text { text += piece } else { result += [text, "\(part.kind)"]; text = "" }
      }
      return (result + [text]).joined(separator: "|")
    }
    let items = line.items.map { item -> String in
      switch item.kind {
      case .field(let path, .text(let word)): "\(path.typed)=\(parts(word))"
      case .field(let path, .json(let word)): "\(path.typed):=\(parts(word))"
      case .field(let path, .textFile(let word)): "\(path.typed)=@\(parts(word))"
      case .field(let path, .jsonFile(let word)): "\(path.typed):=@\(parts(word))"
      case .query(let name, let word): "\(name)==\(parts(word))"
      case .header(let name, let word): "\(name):\(parts(word))"
      case .body(let source): "\(source)".filter { !$0.isNumber }
      }
    }
    return [variable?.text ?? "", line.method.rawValue] + line.arguments.map(parts) + items
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

  @Test("Ten thousand items and a thousand brackets are no matter")
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
