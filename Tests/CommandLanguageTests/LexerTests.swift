import CommandLanguage
import Testing

/// The tokens of the first command of a text, each on one line.
private func tokens(_ text: String) throws -> [String] {
  try Lexer.read(Array(text.utf8), table: testTable).tokens.map { token in
    switch token {
    case .word(let word): describe(word)
    case .redirection(let appends, _): appends ? "APPEND" : "REPLACE"
    case .pipe(let program, _): "PIPE \(program)"
    case .heredoc(let delimiter, let text, _): "HEREDOC \(delimiter) \(text.debugDescription)"
    case .foreign(let text, _): "FOREIGN \(text)"
    }
  }
}

@Suite struct LexerTests {
  @Test(
    "Words end at blanks, and quotes and backslashes keep blanks in them",
    arguments: [
      ("get /a  b\tc", ["get", "/a", "b", "c"]), ("x='a b'c", ["x='a b'c"]), (#"x="a b""#, ["x='a b'"]),
      (#"a\ b"#, ["a' 'b"]), (#"\é\日\😀x"#, ["'é''日''😀'x"]), ("'' \"\"", ["''", "''"]), (#"'a\nb'"#, [#"'a\nb'"#]),
      ("'a\"b' \"a'b\"", ["'a\"b'", "'a'b'"]), ("a#b #c", ["a#b"]), ("a[b c] d", ["a[b c]", "d"]),
      ("a]b", ["a]b"]), ("日本=é", ["日本=é"]),
    ])
  func words(text: String, expected: [String]) throws {
    #expect(try tokens("z " + text) == ["z"] + expected)
  }

  @Test(
    "In double quotes a backslash stands for what shells and JSON make of it",
    arguments: [
      (#"\n\t\r"#, "\n\t\r"), (#"\"\\\$\`"#, "\"\\$`"), (#"\u00e9\u65E5"#, "é日"), (#"\q\'"#, #"\q\'"#),
      ("a\\\nb", "ab"), ("a\\\r\nb", "ab"), ("a\nb", "a\nb"), ("$ $5 $-", "$ $5 $-"),
    ])
  func doubleQuotes(text: String, meaning: String) throws {
    let word = try #require(try request("post /maps a=\"\(text)\"").items.first)
    guard case .field(_, .text(let value)) = word.kind else {
      Issue.record("no field")
      return
    }
    #expect(value.text == meaning)
  }

  @Test(
    "A \\u that is not four digits of a character is refused at its place",
    arguments: [(#"\u12"#, #"\u12""#), (#"\uzzzz"#, #"\uzzzz"#), (#"\ud800"#, #"\ud800"#)])
  func unicodeEscapes(escape: String, place: String) {
    let text = "post /maps a=\"\(escape)\""
    let error = #expect(throws: SyntaxError.self) { try testParser.parse(text) }
    #expect(error?.reason == .malformedUnicodeEscape)
    #expect(error.map { slice(text, $0.range) } == place)
  }

  @Test(
    "Variables end where their name and query end",
    arguments: [
      ("$map", "{map}"), ("$map.id/x", "{map.id}/x"), ("$map.", "{map}."),
      ("$map.layers[0].name", "{map.layers[0].name}"),
      ("$a[?@.b==\"]\"].c", "{a[?@.b==\"]\"].c}"), ("$a['x y']", "{a['x y']}"), ("$a[*].b", "{a[*].b}"),
      ("$a.*", "{a.*}"), ("$a[b]", "{a}[b]"), ("${a}b", "{a}b"), ("${a.b:-c d}e", "{a.b|c d}e"), ("${a:-}", "{a|}"),
      ("x$a-$b", "x{a}-{b}"), ("\"x $a.b y\"", "'x '{a.b}' y'"), ("'$a'", "'$a'"), ("\\$a", "'$'a"), ("$_", "{_}"),
      ("$1", "$1"), ("a$", "a$"),
    ])
  func variables(text: String, expected: String) throws {
    #expect(try tokens("z " + text) == ["z", expected])
  }

  @Test(
    "JSON and JSONPath are one word with their own quotes and brackets",
    arguments: [
      (#"{"a": "} ] \" x"}"#, [#"<{"a": "} ] \" x"}>"#]), ("[1, [2,\n3]]", ["<[1, [2,\n3]]>"]),
      ("$.a[?@.b == 'c ] d'].e f", ["<$.a[?@.b == 'c ] d'].e>", "f"]), (".a[0] b", ["<.a[0]>", "b"]),
      ("$ b", ["<$>", "b"]), ("a:={\"b\": 1}", ["a:=<{\"b\": 1}>"]), ("[0][a]=b", ["[0][a]=b"]), ("[]=x", ["[]=x"]),
      ("./x", ["./x"]), (".. .", ["..", "."]), ("..a", ["<..a>"]),
    ])
  func raw(text: String, expected: [String]) throws {
    #expect(try tokens("z " + text) == ["z"] + expected)
  }

  @Test("Text right behind a whole JSON value is refused at its first character")
  func afterJSON() {
    let error = #expect(throws: SyntaxError.self) { try tokens(#"post /m {"a": 1}b"#) }
    #expect(error == SyntaxError(.textAfterJSON, at: 16..<17))
  }

  @Test(
    "Signs of output are tokens of their own, with or without blanks around them",
    arguments: [
      ("get /u > f", ["get", "/u", "REPLACE", "f"]), ("get /u>>f", ["get", "/u>>f"]),
      ("get /u >f", ["get", "/u", "REPLACE", "f"]),
      ("get /u >> f", ["get", "/u", "APPEND", "f"]),
      ("get /u | jq '.a | .b' # x", ["get", "/u", "PIPE jq '.a | .b' # x"]),
      ("get /u |", ["get", "/u", "PIPE "]), ("expect $.a > 1 # c", ["expect", "<$.a>", ">", "1"]),
      ("expect $.a >= 1", ["expect", "<$.a>", ">=", "1"]),
      ("expect count($.a[?@.b | 1]) < 2", ["expect", "<count($.a[?@.b | 1])>", "<", "2"]),
      ("expect a | b", ["expect", "a", "|", "b"]),
    ])
  func outputSigns(text: String, expected: [String]) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(
    "A heredoc takes the lines up to its own line, whatever is in them",
    arguments: [
      ("post /m <<E\na 'b\n# {\nE\n", ["post", "/m", "HEREDOC E \"a \\'b\\n# {\\n\""]),
      ("post /m <<E\nE", ["post", "/m", "HEREDOC E \"\""]),
      ("post /m <<E\r\na\r\nE\r\n", ["post", "/m", "HEREDOC E \"a\\r\\n\""]),
      ("post /m <<E\n E\nEE\nE\n", ["post", "/m", "HEREDOC E \" E\\nEE\\n\""]),
      ("post /m <<E > f # c\nx\nE\n", ["post", "/m", "HEREDOC E \"x\\n\"", "REPLACE", "f"]),
      ("post <<A <<B\n1\nA\n2\nB\n", ["post", "HEREDOC A \"1\\n\"", "HEREDOC B \"2\\n\""]),
    ])
  func heredocs(text: String, expected: [String]) throws {
    #expect(try tokens(text) == expected)
  }

  @Test("The comment behind a heredoc's sign is the command's, and reading goes on behind the last line")
  func heredocEnd() throws {
    let text = "post /m <<E # why\nx\nE\nget /u"
    let lexed = try Lexer.read(Array(text.utf8), table: testTable)
    #expect(lexed.comment == " why")
    #expect(slice(text, lexed.end..<text.utf8.count) == "get /u")
  }

  @Test(
    "The end of a line ends a command, unless a backslash is in front of it",
    arguments: [
      ("get /u\nget /v", "get /v"), ("get /u\r\nget /v", "get /v"), ("get \\\n/u\nx", "x"), ("get \\\r\n/u\nx", "x"),
      ("get /u # c \\\nx", "x"), ("post /m {\n}\nx", "x"), ("post /m a='\n'\nx", "x"), ("get /u\\\nv\nx", "x"),
      ("\nx", "x"), ("# c\nx", "x"),
    ])
  func lineEnds(text: String, rest: String) throws {
    let lexed = try Lexer.read(Array(text.utf8), table: testTable)
    #expect(slice(text, lexed.end..<text.utf8.count) == rest)
  }

  @Test(
    "Comments begin with a # in front of a word, and keep their text",
    arguments: [
      ("get /u # a 'b", " a 'b"), ("#", ""), ("# x # y", " x # y"), ("#x\r\n", "x\r"), ("get /u#x", nil),
      ("get '/u # x'", nil), ("set a=# x", nil),
    ] as [(String, String?)])
  func comments(text: String, comment: String?) throws {
    #expect(try Lexer.read(Array(text.utf8), table: testTable).comment == comment)
  }

  @Test(
    "Another program's text goes to the end of its line, with its own quotes and continued lines",
    arguments: [
      ("import curl -d 'a\nb' > x # y\nget /u", "curl -d 'a\nb' > x # y"),
      ("import curl a \\\n  b\nget", "curl a \\\n  b"),
      ("import curl \"a\\\"b\n\" c\nx", "curl \"a\\\"b\n\" c"), ("import curl $x {", "curl $x {"),
      ("import curl 'a\\' b", "curl 'a\\' b"),
    ])
  func foreign(text: String, expected: String) throws {
    #expect(try tokens(text) == ["import", "FOREIGN " + expected])
  }

  @Test(
    "What is open at the end says how it can be closed, and points at what opened it",
    arguments: [
      ("get 'a", .quote("'"), "'"), ("get \"a", .quote("\""), "\""), ("post /m {\"a", .quote("\""), "\""),
      ("post /m [1", .bracket("["), "["), ("get a{b", .bracket("{"), "{"), ("get ${a", .bracket("${"), "${"),
      ("get $a[0", .bracket("["), "["), ("get \\", .line, "\\"), ("get a\\\n", .line, "\\"),
      ("post <<E\nx", .heredoc("E"), ""), ("import curl 'x", .quote("'"), "'"), ("import curl \\\n", .line, "\n"),
      ("expect count($.a", .bracket("("), "("), ("show $.a[0", .bracket("["), "["),
    ] as [(String, SyntaxError.Opening, String)])
  func openings(text: String, open: SyntaxError.Opening, place: String) {
    let error = #expect(throws: SyntaxError.self) { try tokens(text) }
    #expect(error?.open == open)
    #expect(error.map { slice(text, $0.range) } == place)
  }

  @Test("Control characters outside of quotes are refused, and say how they are written")
  func controlCharacters() {
    for byte in (0..<0x20).map(UInt8.init) + [0x7F] where !byte.isBlank {
      let error = #expect(throws: SyntaxError.self) { try Lexer.read(Array("get a".utf8) + [byte], table: testTable) }
      #expect(error == SyntaxError(.controlCharacter(byte), at: 5..<6))
      let digits = String(byte, radix: 16)
      #expect(error?.advice?.contains("\\u" + String(repeating: "0", count: 4 - digits.count) + digits) ?? false)
    }
  }

  @Test("Ranges of parts are those of their text, in bytes, also behind characters of several bytes")
  func ranges() throws {
    let text = "post /é title=é'日'\"x $m.id\"\\ü"
    let line = try request(text)
    let item = try #require(line.items.first)
    guard case .field(_, .text(let value)) = item.kind else {
      Issue.record("no field")
      return
    }
    #expect(value.parts.map { slice(text, $0.range) } == ["é", "'日'", "\"x ", "$m.id", "\\ü"])
    #expect(slice(text, value.range) == "é'日'\"x $m.id\"\\ü")
  }
}
