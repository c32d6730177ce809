import CommandLanguage
import Testing

/// A script; of parameterized tests, whose texts stand on one line, ⏎ is a line break.
private func script(_ text: String) -> Script {
  Script(parsing: text.replacing("⏎", with: "\n"), source: .script("a.felt"), table: testTable)
}

@Suite struct BlockTests {
  @Test(
    "Blocks are read with the statements in their braces",
    arguments: [
      ("for row in @a.csv {⏎get /u⏎}", "for row in file a.csv {GET /u}"),
      ("for f in data/*.json {⏎}", "for f in files data/*.json {}"),
      ("for f in \"$d\"/[ab]?.json { get /u }", "for f in files ''{d}/[ab]?.json {GET /u}"),
      ("for m in $p.maps[*] {⏎}", "for m in values {p.maps[*]} {}"),
      ("for m in $.maps[*] {⏎}", "for m in values {_.maps[*]} {}"),
      ("for m in .maps[*] {⏎}", "for m in values {_.maps[*]} {}"),
      ("if $m.title == \"A\" {⏎get /a⏎} else {⏎get /b⏎}", "if {m.title} == 'A' {GET /a} else {GET /b}"),
      ("if not $m {⏎}", "if not {m} exists {}"), ("if status == 201 { get /u }", "if status == 201 {GET /u}"),
      ("if count($m.layers) > 2 {⏎}", "if count {m.layers} > 2 {}"),
      ("if $.a == {\"b\":1} {⏎}", "if $.a == <{\"b\":1}> {}"),
      (
        "if $m < 2 {⏎} else if $m < 3 {⏎get /b⏎} else {⏎get /c⏎}⏎get /z",
        "if {m} < 2 {} else {if {m} < 3 {GET /b} else {GET /c}}"
      ),
      (
        "retry 10 every 2s {⏎get /u⏎expect $.a == b⏎}",
        "retry 10 every 2s {GET /u & expect ($.a == b)}"
      ),
      ("retry $n every ${d:-500ms} {⏎}", "retry {n} every {d|500ms} {}"), ("finally {⏎get /u⏎}", "finally {GET /u}"),
      (
        "for a in @a.json {⏎  for b in $a.b[*] {⏎    if $b { get /u }⏎  }⏎}",
        "for a in file a.json {for b in values {a.b[*]} {if {b} exists {GET /u}}}"
      ),
      (
        "for a in @a.json {⏎post /m <<E⏎}⏎E⏎post /m {⏎\"a\": 1⏎}⏎}",
        "for a in file a.json {POST /m body <<E }⏎; POST /m body {⏎\"a\": 1⏎}}"
      ),
      ("for a in @a.json { # c⏎get /u # d }⏎}", "for a in file a.json {nothing # c; GET /u # d }}"),
      ("finally { get /a⏎get /b }", "finally {GET /a; GET /b}"), ("FOR = post /m", "FOR = POST /m"),
    ])
  func read(text: String, expected: String) throws {
    let script = script(text)
    #expect(script.errors.isEmpty, "\(script.errors)")
    let first = try #require(script.statements.first)
    let described = describe(first.command).replacing("([not] WHAT [IS VALUE]: expectation ", with: "(")
    #expect(described.replacing("\n", with: "⏎") == expected)
    #expect(!script.statements.dropFirst().contains { $0.block != nil })
  }

  @Test(
    "A mistake in a block is told with its line, and what follows is read for its own",
    arguments: [
      ("for x on @a.csv {⏎gte⏎}⏎get /u", [(1, "the word in is missing"), (2, "no command gte")], 1),
      ("for x in @a.csv {⏎get /u⏎gte⏎}⏎gte", [(3, "no command gte"), (5, "no command gte")], 1),
      ("for x in @a.csv", [(1, "a { is missing")], 0), ("for 1 in @a {⏎}", [(1, "not a valid name")], 0),
      ("for x in @a.csv {⏎get /u", [(1, "the braces of this for are not closed")], 0),
      ("if $x {⏎for y in @a.csv {⏎}⏎", [(1, "the braces of this if are not closed")], 0),
      ("get /u⏎}", [(2, "no block that this closes")], 1), ("else {⏎}", [(1, "no if that this belongs to")], 0),
      ("for x in @a.csv {⏎} else {⏎}", [(2, "no if that this belongs to"), (1, "not closed")], 0),
      ("if $x {⏎} else {⏎} else {⏎}", [(3, "no if that this belongs to"), (1, "not closed")], 0),
      ("retry x every 2s {⏎}", [(1, "not a number from 1")], 0),
      ("retry 0 every 2s {⏎}", [(1, "not a number from 1")], 0),
      ("retry 3 every soon {⏎}", [(1, "not a length of time")], 0),
      ("retry 3 each 2s {⏎}", [(1, "the word every is missing")], 0),
      ("finally now {⏎}", [(1, "nothing should follow here")], 0),
      ("finally {⏎}⏎get /u", [(3, "nothing runs after finally")], 2),
      ("if $x {⏎finally {⏎}⏎get /u⏎}", [(4, "nothing runs after finally")], 1),
      ("if $x {⏎get 'a⏎}", [(2, "this quote is not closed")], 1),
      ("if {⏎}", [(1, "a condition is missing")], 0),
    ])
  func mistakes(text: String, expected: [(Int, String)], statements: Int) {
    let script = script(text)
    #expect(script.errors.map(\.line) == expected.map(\.0), "\(script.errors)")
    for (error, part) in zip(script.errors, expected) {
      #expect(error.error.message.contains(part.1), "\(error.error.message)")
    }
    #expect(script.statements.count == statements)
  }

  @Test(
    "Blocks may stand in one another up to a depth, and a hostile text ends in a plain error",
    arguments: [64, 65, 20_000])
  func depth(depth: Int) {
    let text = String(repeating: "if $x {⏎", count: depth) + "get /u⏎" + String(repeating: "}⏎", count: depth)
    let script = script(text)
    #expect(script.errors.map(\.error.reason) == (depth > 64 ? [.blocksTooDeep] : []))
    #expect(script.statements.count == 1)
    let chain = "if $x {⏎" + String(repeating: "} else if $x {⏎", count: depth) + "}"
    #expect(Script(parsing: chain, source: .pipe, table: testTable).errors.count == 1)
  }

  @Test("Statements in braces have their own lines, texts and places")
  func places() throws {
    let block = try #require(
      script("get /a⏎if $x {⏎  get /b⏎    expect status 200⏎} else {⏎\tget /c }").statements.last?.block)
    #expect(block.body.map(\.line) == [3])
    #expect(block.body[0].expectations.map(\.line) == [4])
    #expect(block.body[0].text == "get /b")
    #expect(block.body[0].indentation == 2)
    #expect(block.alternative?.map(\.text) == ["get /c"])
    #expect(block.alternative?.map(\.line) == [6])
  }

  @Test(
    "What is open is known after each line of a block",
    arguments: [
      (["for x in @a.csv {", "get /u", "}"], ["for", "for", nil]),
      (["if $x {", "for y in $x[*] {", "}", "}"], ["if", "for", "if", nil]),
      (["if $x {", "} else {", "get /u", "}"], ["if", "if", "if", nil]), (["finally { get /u }"], [nil]),
      (["if $x {", "gte", "", "}"], ["if", "if", "if", nil]),
      (["for x on @a {", "get /u", "}"], ["block", "block", nil]),
      (["}"], [nil]), (["if $x { get 'a", "b' }"], ["'", nil]),
    ] as [([String], [String?])])
  func continuation(lines: [String], expected: [String?]) {
    var scanner = ContinuationScanner(testTable)
    let open = lines.map { line -> String? in
      switch scanner.opening(after: line) {
      case .block(let name), .quote(let name), .bracket(let name), .heredoc(let name): name
      case .line: "\\"
      case nil: nil
      }
    }
    #expect(open == expected)
  }

  @Test("A long block is read at a cost that grows with its length")
  func longBlock() {
    var scanner = ContinuationScanner(testTable)
    #expect(scanner.opening(after: "for x in @a.csv {") == .block("for"))
    for _ in 0..<20_000 { _ = scanner.opening(after: "  get /user") }
    #expect(scanner.opening(after: "}") == nil)
  }

  @Test(
    "A block that is written reads as the same block",
    arguments: [
      "for row in @\"a b.csv\" {⏎  get /u⏎  expect status 200⏎}", "for f in data/*.json {⏎}",
      "for m in $p.maps[*] {⏎  m = post /m title=$m⏎}",
      "if not $m.title == \"A\" {⏎  get /a⏎} else {⏎  if count($x) > 2 {⏎    get /b⏎  }⏎}",
      "retry 3 every 500ms {⏎  get /u⏎}",
      "finally {⏎  post /m <<E⏎} x⏎  y⏎E⏎}", "if $x all == 1 {⏎  post /m {⏎\"a\": 1⏎}⏎}",
      "for a in @a.json {⏎  for b in $a[*] {⏎    # c⏎    get /u  # d⏎  }⏎}",
    ])
  func printed(text: String) throws {
    let command = try #require(script(text).statements.first?.command)
    let printed = CommandPrinter.print(command)
    #expect(printed == text.replacing("⏎", with: "\n"))
    #expect(describe(try #require(script(printed).statements.first?.command)) == describe(command))
  }

  @Test(
    "Lengths of time are numbers with a unit",
    arguments: [
      ("2s", 2.0), ("500ms", 0.5), ("1.5m", 90), ("1h", 3600), ("2", nil), ("s", nil), ("-1s", nil), ("25h", nil),
      ("infs", nil), ("1e9s", nil),
    ] as [(String, Double?)])
  func intervals(text: String, seconds: Double?) {
    #expect(TimeSpan.pause(text) == seconds)
  }
}
