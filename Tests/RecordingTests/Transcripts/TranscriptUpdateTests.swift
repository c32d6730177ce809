import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// `test --update`.
@Suite struct TranscriptUpdateTests {
  @Test(
    "Only what differs is rewritten, and then it holds",
    arguments: [
      [#"{"a":   1, "b": <id:x>, ...}"#, #"{"a":2,"b":"q","c":3}"#, #"{"a":   2, "b": <id:x>, ...}"#],
      [#"{"a": 1, "b": 2, "c": 3}"#, #"{"b":2}"#, #"{"b": 2}"#], [#"{"a": 1, "b": 2}"#, #"{"a":1}"#, #"{"a": 1}"#],
      [#"{"a": 1, "b": 2}"#, "{}", "{}"], ["[1, 2, 3]", "[1]", "[1]"], ["[]", "[1,[2]]", "[1, [2]]"],
      ["[1]", "[1,2]", "[1, 2]"], ["[1, ...]", "[2,3]", "[2, ...]"],
      ["[\n  1\n]", "[1,2,{\"a\":1}]", "[\n  1,\n  2,\n  {\"a\": 1}\n]"],
      ["{\n  \"a\": 1,\n  \"b\": 2\n}", #"{"b":3}"#, "{\n  \"b\": 3\n}"],
      [#"{"a": <time>}"#, #"{"a":5}"#, #"{"a": 5}"#],
      [#"{"a": <id:x>, "b": <id:x>}"#, #"{"a":"p","b":"q"}"#, #"{"a": <id:x>, "b": "q"}"#],
      [
        #"[{"name": "A", "n": 1}, {"name": "B"}]"#, #"[{"name":"B"},{"name":"A","n":2}]"#,
        #"[{"name": "A", "n": 2}, {"name": "B"}]"#,
      ],
      [#"{"a": 1}"#, #"{"a":1,"<id>":"<time>"}"#, #"{"a": 1, "\u003cid>": "\u003ctime>"}"#],
      ["5", "{}", "{}"],
    ])
  func updates(triple: [String]) throws {
    #expect(try TranscriptHarness.updated(triple[0], triple[1], strict: true) == triple[2])
  }

  @Test("Comments, layout and lines between stay, and a status is written with its whole body")
  func rest() throws {
    let created = ScriptedTransport.Reply(
      body: #"{"id":"AbCdEfGhIjKlMnOpQrSt12","type":"map","title":"B","created_at":"2026-01-02T03:04:05Z"}"#)
    let gone = ScriptedTransport.Reply(status: 404, body: #"{"errors":[]}"#)
    let harness = try TranscriptHarness([created, gone, gone])
    let text = """
      # A comment
      map =   post /maps title=A   # made
        #> 200
        # between
        #> {"id": <id:map>,  "title": "A", ...}

      get /user
      #> 200
      # kept
      #> {"id": 1,
      #>  ...}
      # the end

      """
    let summary = try harness.test(text, updates: true)
    #expect(summary.status == .success && summary.rewritten == 4)
    let updated = try harness.text
    #expect(
      updated == """
        # A comment
        map =   post /maps title=A   # made
          #> 200
          # between
          #> {"id": <id:map>,  "title": "B", ...}

        get /user
        #> 404
        #> {"errors": []}
        # kept
        # the end

        """)
    #expect(harness.messages.contains("t.felt: 2 responses compared, 2 differences, 4 places rewritten, ok"))
    harness.shell.transport.replies = [created, gone]
    #expect(harness.test().status == .success)
  }

  @Test("New ids get names, of the kind that the schema says, that stand for nothing else")
  func identifiers() throws {
    let reply = ScriptedTransport.Reply(
      body: #"{"id":"AbCdEfGhIjKlMnOpQrSt12","type":"map","project_id":"AbCdEfGhIjKlMnOpQrSt34","layers":[]}"#)
    let harness = try TranscriptHarness([reply, reply, reply, reply])
    try harness.test(
      "post /maps title=A\n#> 200\n#> {\"id\": 1, \"project_id\": 2, ...}\nget /maps/x\n#> 200\n#> {\"id\": <id:map>, \"project_id\": \"a\", ...}\n",
      updates: true)
    #expect(
      try harness.text
        == "post /maps title=A\n#> 200\n#> {\"id\": <id:map2>, \"project_id\": <id:project>, ...}\nget /maps/x\n#> 200\n#> {\"id\": <id:map>, \"project_id\": <id:project>, ...}\n"
    )
    #expect(harness.test().status == .success)
  }

  @Test("Lines of other formats are updated one by one")
  func lines() throws {
    let reply = ScriptedTransport.Reply(body: "a\nx\n<id>\nd\n", headers: [.contentType: "text/csv"])
    let harness = try TranscriptHarness([reply, reply])
    try harness.test(
      "get /user\n#> 200 text/csv\n#> a\n#> b\n#> c\nget /maps/x\n#> 200 text/csv\n#> q\n#> ...\n#> z\n", updates: true)
    #expect(
      try harness.text
        == "get /user\n#> 200 text/csv\n#> a\n#> x\n#> \\<id>\n#> d\nget /maps/x\n#> 200 text/csv\n#> a\n#> ...\n#> d\n"
    )
    harness.shell.transport.replies = [reply, reply]
    #expect(harness.test().status == .success)
  }

  @Test("It is refused where CI is set, and when a file can't be read; what failed for good changes nothing")
  func refusals() throws {
    let text = "get /user\n#> 200\n#> [1]\n"
    let ci = try TranscriptHarness([.init(body: "[2]")], environment: ["CI": "true"])
    #expect(try ci.test(text, updates: true).status == .refused)
    #expect(try ci.text == text && ci.shell.transport.requests.isEmpty)
    #expect(ci.messages.contains("CI is set"))
    let broken = try TranscriptHarness([.init(body: "[2]")])
    #expect(try broken.test(text + "gte /x\n", updates: true).status == .refused)
    #expect(try broken.text == text + "gte /x\n" && broken.shell.transport.requests.isEmpty)
    let failing = try TranscriptHarness([.init(body: "[2]"), .init(status: 500)])
    #expect(try failing.test(text + "get /user\n", updates: true).status == .serverError)
    #expect(try failing.text == text + "get /user\n")
  }

  @Test("Windows line ends and an indentation are kept")
  func lineEnds() throws {
    let harness = try TranscriptHarness([
      .init(
        body:
          #"{"errors":[{"detail":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz","title":"abcdefghijklmnopqrstuvwxyzabcdefghijkl"}]}"#
      )
    ])
    try harness.test("get /user\r\n  #> 200\r\n  #> {\"errors\": 1}\r\n", updates: true)
    let text = try harness.text
    #expect(
      text.hasPrefix("get /user\r\n  #> 200\r\n  #> {\"errors\": [\r\n  #>   {\r\n") && text.hasSuffix("]}\r\n"),
      "\(text.debugDescription)")
  }
}
