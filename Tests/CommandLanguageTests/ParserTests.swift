import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Presentation
import Testing

/// The program's own commands and output formats.
let testTable = CommandTable(commands: ShellCommand.all.map(\.spec), formats: Renderer.all.map(\.format))
let testParser = CommandParser(testTable)

/// The statements of a text.
func reader(_ text: String) -> ScriptReader { ScriptReader(text, source: .typed, table: testTable) }

/// Whether more lines could complete a text.
func needsMoreInput(_ text: String) -> Bool { ContinuationScanner.needsMoreInput(text, table: testTable) }

/// The request that a text is.
func request(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> RequestLine {
  guard case .request(let line, _) = try testParser.parse(text).action else {
    Issue.record("\(text) is not a request", sourceLocation: sourceLocation)
    throw SyntaxError(.notACommand, at: 0..<0)
  }
  return line
}

/// The part of a text that a range is.
func slice(_ text: String, _ range: SourceRange) -> String {
  String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

@Suite struct ParserTests {
  @Test(
    "Each kind of item is read, with the places of its parts",
    arguments: [
      (#"title="Flood zones""#, "title", #""Flood zones""#), ("lat:=37.77", "lat", "37.77"),
      ("format==csv", "format", "csv"),
      ("X-Request-Id:abc", "X-Request-Id", "abc"), ("style:=@style.json", "style", "style.json"),
      ("text=@n.txt", "text", "n.txt"),
      ("viewer_permissions[can_export_data]:=false", "viewer_permissions[can_export_data]", "false"),
      ("layer_urls[]=https://x.example/a?b=c", "layer_urls[]", "https://x.example/a?b=c"),
      ("[0][id]=x", "[0][id]", "x"),
      ("a=b==c", "a", "b==c"), ("ü='ä ö'", "ü", "'ä ö'"),
      ("filters:=[1, {\"a\": \"]\"}]", "filters", "[1, {\"a\": \"]\"}]"),
    ])
  func items(item: String, key: String, value: String) throws {
    let text = "post /maps é=1 \(item)"
    let line = try request(text)
    let parsed = try #require(line.items.last)
    #expect(slice(text, parsed.range) == item)
    #expect(slice(text, parsed.keyRange) == key)
    #expect(slice(text, parsed.valueRange) == value)
  }

  @Test("Whole bodies are JSON, files, variables and heredocs")
  func bodies() throws {
    func body(_ text: String) throws -> Item.Kind? { try request("post /maps " + text).items.first?.kind }
    #expect(try body(#"{"a": [1, "}"]}"#) == .body(.json(#"{"a": [1, "}"]}"#)))
    #expect(try body("[\n1\n]") == .body(.json("[\n1\n]")))
    #expect(try body("$geo.x") == .body(.variable(VariableReference(name: "geo", query: ".x"))))
    #expect(try body("<<END\n{\"a\":\n1}\nEND\n") == .body(.heredoc(delimiter: "END", text: "{\"a\":\n1}\n")))
    guard case .body(.file(let word))? = try body("@'my file.json'") else {
      Issue.record("no file")
      return
    }
    #expect(word.text == "my file.json")
  }

  @Test("Quotes, escapes and variables make words")
  func words() throws {
    let line = try request(#"post /maps a='$x \n' b="A\"\$\u00e9 $m.layers[0].name." c=a\ b d=${x:-y z} e=$5"#)
    let values: [Word] = line.items.compactMap { item in
      if case .field(_, .text(let word)) = item.kind { word } else { nil }
    }
    #expect(values[0].text == #"$x \n"#)
    #expect(
      values[1].parts.map(\.kind) == [
        .quoted("A\"$é "), .variable(VariableReference(name: "m", query: ".layers[0].name")), .quoted("."),
      ])
    #expect(values[2].text == "a b")
    #expect(values[3].parts.map(\.kind) == [.variable(VariableReference(name: "x", defaultText: "y z"))])
    #expect(values[4].text == "$5")
  }

  @Test("What comes behind a request is read")
  func output() throws {
    let line = try request("get /maps/$m --select $.a[?@.b > 1] --table id,name --headers --no-check > 'out file'")
    #expect(line.output.select?.rawText == "$.a[?@.b > 1]")
    #expect(line.output.format?.format.option.name == "--table")
    #expect(line.output.format?.argument?.text == "id,name")
    #expect(line.output.showsHeaders && line.output.skipsValidation)
    #expect(line.output.destination?.file.text == "out file")
    #expect(try request("get /user | jq '.a | .b'  ").output.program?.text == "jq '.a | .b'")
    #expect(try request("get /user >> x").output.destination?.appends == true)
    #expect(try request("get /user --as curl").output.exportFormat?.text == "curl")
  }

  @Test("Operations have their parameters first")
  func operations() throws {
    let line = try request("update_map_layer_group $map g1 name=x")
    #expect(line.arguments.count == 2)
    #expect(line.items.count == 1)
    #expect(line.method == .post)
    #expect(try request("show_map").arguments.isEmpty)
  }

  @Test("Lines go on behind a backslash, and a comment ends them")
  func continuation() throws {
    let line = try request("post /maps \\\n  title=A \\\r\n  basemap=b # a comment")
    #expect(line.items.count == 2)
    #expect(try testParser.parse("get /user # why").comment == " why")
    #expect(try request("get /a#b").arguments.first?.text == "/a#b")
  }

  @Test(
    "What cannot be read is refused at its place, with advice",
    arguments: [
      ("gte /user", "gte", "did you mean get?"), ("get", "", "such as get /user"),
      ("/user", "/user", "as in get /user"),
      ("post /maps title", "title", "help items"), ("get /user --tabel", "--tabel", "--table"),
      ("map = 5", "5", "set map=…"),
      ("m$ = get /user", "m$", "letters, digits"), ("get /user > ", "", nil), ("get /user {} {}", "{}", nil),
      ("get /u {} a=1", "a=1", "whole"),
      ("login felt_pat_x", "felt_pat_x", "usage: login [--token-file FILE] [--env]"), ("set x", "x", "="),
      ("expect", "", "usage"),
      ("title=x", "title=x", "set title=x"),
      ("get /u a[b=1", "[", "close it"), ("get 'u", "'", "close it"), ("post /m {\"a\":", "{", "close it"),
      ("get ${", "${", nil), ("_ = get /u", "_", nil),
      ("get /u \u{1}", "\u{1}", "\\u0001"), ("post /m {}x", "x", "space"), ("post /m <<", "<<", "<<END"),
    ] as [(String, String, String?)])
  func errors(text: String, place: String, advice: String?) {
    #expect { try testParser.parse(text) } throws: { error in
      guard let error = error as? SyntaxError else { return false }
      let isThere = slice(text, error.range) == place && error.range.upperBound <= text.utf8.count
      return isThere && (advice.map { error.advice?.contains($0) ?? false } ?? true)
    }
  }

  @Test(
    "A command that more lines could complete is unfinished",
    arguments: [
      ("get '", true), ("post /m {", true), ("post /m [1,", true), ("get \\", true), ("get \\\\", false),
      ("post /m <<E\nx", true),
      ("post /m <<E\nx\nE", false), ("get /u", false), ("gte '", true), ("", false), ("# '", false), ("a[", true),
      ("get /u\npost /m {", true),
    ])
  func unfinished(text: String, isUnfinished: Bool) {
    #expect(needsMoreInput(text) == isUnfinished)
  }

  @Test("Expectations are read")
  func expectations() throws {
    func expectation(_ text: String) throws -> CommandLanguage.Expectation? {
      try testParser.parse("expect " + text).expectation
    }
    #expect(try expectation("status 200")?.comparison == .equal)
    #expect(try expectation("not $.a[*].b all > 3")?.isNegated == true)
    #expect(try expectation("time < 2s")?.comparison == .less)
    #expect(try expectation("header content-type contains json")?.comparison == .contains)
    guard case .count(let path)? = try expectation("count($.a[?@.b == 'c d']) >= 2")?.subject else {
      Issue.record("no count")
      return
    }
    #expect(path.text == "$.a[?@.b == 'c d']")
  }
}
