import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// How a response is compared with a transcript.
@Suite struct TranscriptComparisonTests {
  private static let id = "AbCdEfGhIjKlMnOpQrSt12"

  @Test(
    "These hold",
    arguments: [
      [#"{"a": 1, "b": [1.0, "x"]}"#, #"{"b":[1,"x"],"a":1.00}"#],
      [#"{"a": <number>, "b": <boolean>, "c": <string>, "d": <any>}"#, #"{"a":1e400,"b":false,"c":"","d":null}"#],
      [
        #"{"a": <id>, "b": <time>, "c": <url>, "d": <secret>}"#,
        #"{"a":"AbCdEfGhIjKlMnOpQrSt12","b":"2026-01-02T03:04:05.678Z","c":"https://x.example/y?z=1","d":{"k":1}}"#,
      ],
      [#"{"a": <id:m>, "b": ["<id:m>", "x-<id:m>-y <time>"]}"#, #"{"a":"m-1","b":["m-1","x-m-1-y 2026-01-02"]}"#],
      [#"{"a": 1, ...}"#, #"{"z":[1,2,{"y":3}],"a":1}"#], ["[1, ...]", "[1, 2, 3]"], ["[...]", "[]"], ["{...}", "{}"],
      ["<any>", "[1]"], [#"{"a": "\u003cid>"}"#, #"{"a": "<id>"}"#], [#"{"a": "é\n"}"#, #"{"a":"\u00e9\u000a"}"#],
      [#"[{"name": "A", "n": 1}, {"name": "B", "n": 2}]"#, #"[{"n":2,"name":"B"},{"n":1,"name":"A"}]"#],
      [#"[{"id": "y", "n": 2}, ...]"#, #"[{"id":"x","n":1},{"id":"y","n":2}]"#],
      [
        #"[{"id": <id:a>, "title": "T", ...}, {"id": <id:b>, "title": "T", ...}]"#,
        #"[{"id":"1","title":"T","k":1},{"id":"2","title":"T"}]"#,
      ],
      ["{\n  \"a\": [\n    1,\n  ],\n}", #"{"a":[1]}"#],
    ])
  func holds(pair: [String]) throws {
    #expect(try TranscriptHarness.differences(pair[0], pair[1], strict: true) == [])
  }

  @Test(
    "Each of these is one difference, told by its kind",
    arguments: [
      [#"{"a": 1}"#, #"{"a": 2}"#, "$.a has another value: expected 1, got 2"],
      [#"{"a": 1}"#, #"{"a": "1"}"#, #"$.a has another type: expected 1, got "1""#],
      [#"{"a": null}"#, #"{"a": {}}"#, "$.a has another type: expected null, got {}"],
      [#"{"a": 1, "b": 2}"#, #"{"b": 2}"#, "$.a is missing: expected 1"],
      [#"{"a": 1}"#, #"{"a": 1, "b c": 2}"#, #"$["b c"] is unexpected: the response has 2"#],
      ["[1, 2]", "[1]", "$[1] is missing: expected 2"], ["[1]", "[1, 2]", "$[1] is unexpected: the response has 2"],
      [
        #"{"a": <id:m>, "b": <id:m>}"#, #"{"a":"x","b":"y"}"#,
        #"$.b has another value: <id:m> was x before, and is "y" here"#,
      ],
      [
        #"{"a": <id:m>, "b": "u/<id:m>"}"#, #"{"a":"x","b":"u/y"}"#,
        #"$.b has another value: <id:m> was x before, and is "u/y" here"#,
      ],
      [#"{"a": <time>}"#, #"{"a":"yesterday"}"#, #"$.a has another value: expected <time>, got "yesterday""#],
      [#"{"a": <id>}"#, #"{"a":7}"#, "$.a has another type: expected <id>, got 7"],
      [
        #"[{"name": "A", "n": 1}, {"name": "B", "n": 2}]"#, #"[{"n":3,"name":"B"},{"n":1,"name":"A"}]"#,
        #"$[?@.name=="B"].n has another value: expected 2, got 3"#,
      ],
      [#"[{"name": "A"}, {"name": "B"}]"#, #"[{"name":"B"}]"#, #"$[?@.name=="A"] is missing: expected {"name": "A"}"#],
      [
        #"[{"name": "A"}]"#, #"[{"name":"B"},{"name":"A"}]"#,
        #"$[?@.name=="B"] is unexpected: the response has {"name":"B"}"#,
      ],
      [#"[{"name": "A"}]"#, #"[{"name":"C"}]"#, #"$[0].name has another value: expected "A", got "C""#],
      [#"{"a": "x"}"#, "nonsense", "$ has another type: expected JSON, got what is not JSON: a value was expected"],
    ])
  func differs(triple: [String]) throws {
    #expect(try TranscriptHarness.differences(triple[0], triple[1], strict: true) == [triple[2]])
  }

  @Test("Each difference has its file, line and column, and a caret under the expected value")
  func places() throws {
    let harness = try TranscriptHarness([
      .init(body: #"{"id":"x","title":"B","n":[1,3]}"#), .init(status: 404, body: #"{"errors":[{"detail":"Gone"}]}"#),
    ])
    let summary = try harness.test(
      """
      a = get /user
        #> 200
        #> {"id": <id:a>,
        #>  "title": "A", "n": [1, 2]}
      get /maps/x
      #> 200
      #> {...}

      """)
    #expect(summary.status == .expectationFailed && summary.differences == 3 && summary.compared == 2)
    #expect(
      harness.messages == """
        t.felt:4:16: error: $.title has another value: expected "A", got "B"
          #>  "title": "A", "n": [1, 2]}
                       ^~~
        t.felt:4:30: error: $.n[1] has another value: expected 2, got 3
          #>  "title": "A", "n": [1, 2]}
                                     ^
        t.felt:6:4: error: status has another value: expected 200, got 404: Gone
          #> 200
             ^~~
        t.felt: 2 responses compared, 3 differences
        """, "\(harness.messages)")
    #expect(harness.shell.screen.written.isEmpty)
  }

  @Test("Keys that the transcript doesn't have are one warning a request, and with --strict differences")
  func unknownKeys() throws {
    let reply = ScriptedTransport.Reply(body: #"{"a":1,"b":{"c":1,"d":2}}"#)
    let text = "get /user\n#> 200\n#> {\"b\": {\"c\": 1}}\n"
    let lenient = try TranscriptHarness([reply])
    #expect(try lenient.test(text).status == .success)
    #expect(
      lenient.messages.contains("t.felt:2:4: warning: the response has keys that the transcript does not: $.b.d, $.a"))
    let strict = try TranscriptHarness([reply])
    #expect(try strict.test(text, strict: true).differences == 2)
  }

  @Test("A name holds through the whole file, and starts over in each round of what runs again")
  func names() throws {
    let harness = try TranscriptHarness([.init(body: #"{"id":"x"}"#), .init(body: #"{"id":"y"}"#)])
    let text = "get /user\n#> 200\n#> {\"id\": <id:a>}\nget /user\n#> 200\n#> {\"id\": <id:a>}\n"
    #expect(try harness.test(text).differences == 1)
    #expect(harness.messages.contains("t.felt:6:11: error: $.id has another value: <id:a> was x before"))
  }

  @Test("A body that is not JSON is compared line by line, ... being any number of lines")
  func lines() throws {
    func differences(_ expected: String, _ actual: String) throws -> [String] {
      try TranscriptHarness.differences(
        "#> 200 text/csv\n" + TranscriptHarness.lines(expected),
        .init(body: actual, headers: [.contentType: "text/csv"]))
    }
    #expect(
      try differences("a\n...\nc\n<id:x>\n...\nz", "a\nq\nb\nc\np\nr\ns\nz\n") == [])
    #expect(
      try differences("a\n...\nc\nd\n...\nz", "a\nq\nc\nr\nd\ns\ny") == [
        "line 2 is missing: expected c", "line 7 has another value: expected z, got y",
      ])
    #expect(try differences("a,b\n1,<id:x>\n2,<id:x>", "a,b\r\n1,q\r\n2,q\r\n") == [])
    #expect(try differences("a\n...\nz", "a\nb\nc\nz\n") == [])
    #expect(try differences("a\n...\nc\n...", "a\nb\nc\nz\n") == [])
    #expect(try differences("\\...\n\\<id>", "...\n<id>") == [])
    #expect(try differences("a\nb", "a\nc") == ["line 2 has another value: expected b, got c"])
    #expect(try differences("a\nb", "a") == ["line 2 is missing: expected b"])
    #expect(try differences("a", "a\nb") == ["line 2 is unexpected: the response has b"])
    #expect(try differences("a\n...\ny\n...\nz", "a\nb\nz") == ["line 2 is missing: expected y"])
    #expect(try differences("a\n...\nz", "a\nb\ny") == ["line 3 has another value: expected z, got y"])
    #expect(
      try differences("a\n<id:x>\n<id:x>", "a\np\nq") == [
        "line 3 has another value: <id:x> was p before, and is q here"
      ])
    let json = try TranscriptHarness([.init(body: "{}")])
    #expect(try json.test("get /user\n#> 200 text/csv\n#> a\n").differences == 1)
    #expect(json.messages.contains("content-type has another type: expected text/csv, got application/json"))
  }

  @Test("A status that is an error is expected by being written, and what follows runs")
  func statuses() throws {
    let harness = try TranscriptHarness([.init(status: 404, body: "{}"), .init(status: 204, body: "")])
    #expect(try harness.test("get /maps/x\n#> 404\nexpect status 404\ndelete /maps/x\n#> 204\n").compared == 2)
    #expect(harness.messages == "t.felt: 2 responses compared, ok")
  }

  @Test("Expectations are checked too, and a request that fails without a word in the transcript ends it")
  func failures() throws {
    let harness = try TranscriptHarness([.init(body: #"{"a":1}"#), .init(status: 500), .init()])
    let summary = try harness.test(
      "get /user\n#> 200\n#> {...}\nexpect $.a == 2\nget /user\nget /user\n#> 200\n#> {}\n")
    #expect(summary.compared == 1 && summary.differences == 0 && summary.failures == 2 && summary.unreached == 1)
    #expect(summary.status == .expectationFailed)
    #expect(harness.messages.contains("t.felt:4:") && harness.messages.contains("2 failed, 1 not reached"))
  }

  @Test("A missing response and a refused token are not differences")
  func noResponse() throws {
    let harness = try TranscriptHarness([.init(error: TransportError(.unknownHost("x")))])
    #expect(try harness.test("get /user\n#> 200\n#> {}\n").status == .noResponse)
    let refused = try TranscriptHarness([.init(status: 401, body: "{}")])
    #expect(try refused.test("get /user\n#> 200\n#> {}\n").status == .unauthorized)
  }

  @Test(
    "A transcript that can't be read is refused with the place, and nothing is sent",
    arguments: [
      ["#> 2000", "1:1: error: this is not a transcript: the first line says the status, such as #> 200"],
      ["#> 200\n#> {\"a\": }", "3:10: error: this is not a transcript: a value is missing here"],
      ["#> 200\n#> {\"a\": <idd>}", "3:10: error: this is not a transcript: a placeholder is one of <id>, <time>"],
      ["#> 200\n#> {\"a\": 1", "3:4: error: this is not a transcript: this is never closed with }"],
      ["#> 200\n#> [..., 1]", "3:5: error: this is not a transcript: ... stands at the end of a list"],
      ["#> 200\n#> [1 2]", "3:7: error: this is not a transcript: a comma or ] is missing here"],
      [
        "#> 200\n#> {\"a\": tru}",
        "3:10: error: this is not a transcript: a value is JSON, or a placeholder such as <id>",
      ],
      ["#> 200\n#> {} x", "3:7: error: this is not a transcript: the value ends before this"],
    ])
  func malformed(pair: [String]) throws {
    let harness = try TranscriptHarness([.init()])
    #expect(try harness.test("get /user\n\(pair[0])\n").status == .refused)
    #expect(harness.messages.contains(pair[1].replacing("1:1", with: "2:1")), "\(harness.messages)")
    #expect(harness.shell.transport.requests.isEmpty)
  }

  @Test("check finds a transcript that can't be read, among everything else")
  func check() throws {
    let harness = try TranscriptHarness([])
    try harness.folder.write("get /user\n#> 200\n#> {\"a\": }\npost /maps titel=A\n#> ok\n", to: "t.felt")
    #expect(harness.shell.run("check '\(harness.folder.file("t.felt"))'").status == .refused)
    for place in ["t.felt:3:10: error: this is not a transcript", "t.felt:4:12: error", "t.felt:5:1: error"] {
      #expect(harness.messages.contains(place), "\(harness.messages)")
    }
    #expect(harness.messages.contains("3 errors"))
  }

  @Test("Lines that stand above every request are refused, and a text with countless placeholders takes no time")
  func oddities() throws {
    let above = try TranscriptHarness([.init()])
    #expect(try above.test("# A comment\n#> 200\nget /user\n").status == .refused)
    #expect(above.messages.contains("t.felt:2:1: error: this is not a transcript: these lines belong below a request"))
    let text = String(repeating: "<string>a", count: 20_000)
    let actual = String(repeating: "a", count: 2000)
    #expect(try TranscriptHarness.differences("\"\(text)\"", "\"\(actual)\"").count == 1)
  }

  @Test("A secret is not told, whether it was expected or came")
  func secrets() throws {
    let token = "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8"
    let harness = try TranscriptHarness([.init(body: #"{"name":"\#(token)"}"#)])
    try harness.test("get /user\n#> 200\n#> {\"name\": \"Ada\"}\n")
    #expect(!harness.messages.contains("felt_pat_ABC"))
  }

  @Test("test FILE at the prompt does the same, and a script that tests itself ends")
  func command() throws {
    let harness = try TranscriptHarness([.init(body: "[1]"), .init(body: "[2]")])
    try harness.folder.write("get /user\n#> 200\n#> [1]\n", to: "t.felt")
    #expect(harness.shell.run("test '\(harness.folder.file("t.felt"))'").status == .success)
    #expect(harness.shell.run("test '\(harness.folder.file("t.felt"))'").status == .expectationFailed)
    try harness.folder.write("test t.felt\n", to: "t.felt")
    #expect(harness.shell.run("test '\(harness.folder.file("t.felt"))'").status == .refused)
  }

  @Test("A response that goes to a file goes there, and is compared")
  func files() throws {
    let harness = try TranscriptHarness([.init(body: "[1,2]")])
    #expect(try harness.test("get /user > out.json\n#> 200\n#> [1, 2]\n").compared == 1)
    #expect(try harness.folder.read("out.json") == "[1,2]")
  }
}
