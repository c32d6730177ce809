import Execution
import FeltAPI
import HTTPTypes
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// Transcripts with everything that they cross: `cd`, captures, parameters, aliases, session headers, secrets that are
/// known later, `x = get`, `--select` and `--table`, `> FILE`, `record --append`, `save N-M`, `source`, `--on-error`,
/// `--dry-run`, expectations, and failed requests. What is not here stands in the tests of recording and of comparison.
@Suite struct TranscriptCrossingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func shell() throws -> ShellHarness {
    try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
  }

  /// What a transcript is told in a world with other ids.
  private func tested(_ name: String = "t.felt", continuesOnError: Bool = false) throws -> String {
    let other = try ShellHarness(sandbox: RandomSession.service(seed: 2)) { options in
      options.assumesYes = true
      if continuesOnError { options.errorPolicy = .continue }
    }
    var options = TranscriptControl.Options()
    options.isStrict = true
    _ = TranscriptTest(other.executor).run(files: [folder.file(name)], options)
    return other.screen.messageText.replacing(folder.path + "/", with: "")
  }

  @Test("Places, aliases, headers, captures, and output of any form are in a transcript that holds elsewhere")
  func session() throws {
    let shell = try shell()
    for line in [
      "record '\(folder.file("t.felt"))' --transcript", "header X-Trace a", "cd 'River survey'",
      "p = get . --table", "m = get /maps/$p.maps[0].id --select $.title", "get /maps/$m/layers --csv name,status",
      "set title='About maps'", "update_map $m title=$title description=$_[0].id", "cd \"$m.id\"",
      "get layers > '\(folder.file("layers.json"))'", "show $.x", "table", "record off",
    ] { shell.type(line) }
    let text = try folder.read("t.felt")
    #expect(!text.contains("River survey\" #>"))
    let told = try tested()
    #expect(told.hasSuffix(", ok") && !told.contains("warning"), "\(told)\n\(text)")
  }

  @Test("record --append adds to a transcript, and both parts hold")
  func append() throws {
    let shell = try shell()
    for line in [
      "record '\(folder.file("t.felt"))' --transcript", "a = post /maps title=A", "record off",
      "record '\(folder.file("t.felt"))' --append --transcript", "b = post /maps title=B", "get /maps/$a --select $.id",
      "record off",
    ] { shell.type(line) }
    // The second part does not know the first one's variables: what was made before is a parameter.
    let text = try folder.read("t.felt")
    #expect(text.contains("title=A\n#> 200\n") && text.contains("title=B\n#> 200\n"), "\(text)")
  }

  @Test("A secret that is known only later is not in what was written before")
  func laterSecrets() throws {
    let body = #"{"id":"AbCdEfGhIjKlMnOpQrSt12","name":"hunter2-and-more"}"#
    let shell = try ShellHarness([.init(body: body), .init(status: 202, body: body)], typed: [])
    for line in [
      "record '\(folder.file("t.felt"))' --transcript", "get /user",
      "create_source name=db connection[type]=postgresql connection[host]=h connection[database]=d connection[user]=u "
        + "connection[password]=hunter2-and-more",
      "record off",
    ] { shell.type(line) }
    let text = try folder.read("t.felt")
    #expect(!text.contains("hunter2"), "\(text)")
    #expect(text.contains("get /user\n#> 200\n#> <any>\n") && text.contains("\"name\": <secret>"), "\(text)")
  }

  @Test("A dry run and an export send nothing that could be compared, which is told")
  func dryRun() throws {
    for line in ["get /user --dry-run", "get /user --as curl", "set a=b"] {
      try folder.write("\(line)\n#> 200\n#> {...}\n", to: "t.felt")
      let told = try tested()
      #expect(told.contains("t.felt:2:4: error: there is no response to compare with"), "\(told)")
      #expect(told.hasSuffix("t.felt: 0 responses compared, 1 failed"), "\(told)")
    }
  }

  @Test("A script that a transcript sources is run and not compared, and what it sets is there afterwards")
  func source() throws {
    try folder.write("map = post /maps title=A\n#> 200\n#> {\"title\": \"other\"}\n", to: "make.felt")
    try folder.write("source make.felt\nget /maps/$map\n#> 200\n#> {\"title\": \"A\", ...}\n", to: "t.felt")
    #expect(try tested() == "t.felt: 1 response compared, ok")
  }

  @Test("find, find … or, upload and wait work in a transcript as in a script, and what they gave is a name")
  func files() throws {
    let shell = try shell()
    try folder.write(#"{"type":"Point","coordinates":[5,60]}"#, to: "roads.geojson")
    for line in [
      "record '\(folder.file("t.felt"))' --transcript", "m = find map 'Flood zones' in 'River survey'",
      "get /maps/$m --select $.title", "s = find map Sites or post /maps title=Sites", "get /maps/$s --select $.title",
      "upload '\(folder.file("roads.geojson"))' to $s name=Roads --wait", "get /maps/$s/layers --table", "record off",
    ] { shell.type(line) }
    let text = try folder.read("t.felt").replacing(folder.path + "/", with: "")
    try folder.write(text, to: "t.felt")
    #expect(text.contains("= find map") && text.contains("upload "), "\(text)")
    let told = try tested()
    #expect(told.hasSuffix("responses compared, ok") && !told.contains("warning"), "\(told)\n\(text)")
  }

  @Test("With --on-error continue what stands behind a failure is compared too")
  func onError() throws {
    try folder.write("post /maps titel=A\nget /user\n#> 200\n#> {...}\n", to: "t.felt")
    #expect(try tested().hasSuffix("t.felt: 0 responses compared, 1 failed, 1 not reached"))
    #expect(try tested(continuesOnError: true).hasSuffix("t.felt: 1 response compared, 1 failed"))
  }

  @Test("A transcript of a whole world of responses runs as a script too")
  func runs() throws {
    let shell = try shell()
    for line in [
      "record '\(folder.file("t.felt"))' --transcript", "map = post /maps title=A", "get /maps/nosuch",
      "expect status 404", "delete /maps/$map", "record off",
    ] { shell.type(line) }
    let other = try ShellHarness(sandbox: RandomSession.service(seed: 2)) { $0.assumesYes = true }
    #expect(other.run(try folder.read("t.felt"), name: folder.file("t.felt")).status == .success)
  }

  @Test("In a loop each round is compared, a name is new in each, and after the loop it is the last round's")
  func rounds() throws {
    let replies = ["x", "y"].flatMap { id in
      [ScriptedTransport.Reply(body: #"{"id":"\#(id)","n":1}"#), .init(body: #"[{"id":"\#(id)"}]"#)]
    }
    let text = """
      for file in *.json {
        get /user
        #> 200
        #> {"id": <id:m>, "n": 1}
        get /maps/$_.id
        #> 200
        #> [{"id": <id:m>}]
      }
      get /user
      #> 200
      #> {"id": <id:m>}

      """
    let holding = try TranscriptHarness(replies + [.init(body: #"{"id":"y"}"#)])
    for name in ["a.json", "b.json"] { try holding.folder.write("{}", to: name) }
    #expect(try holding.test(text, strict: true).compared == 5)
    #expect(holding.messages.hasSuffix("t.felt: 5 responses compared, ok"), "\(holding.messages)")
    let other = try TranscriptHarness(
      replies.dropLast() + [.init(body: #"[{"id":"x"}]"#), .init(body: #"{"id":"x"}"#)])
    for name in ["a.json", "b.json"] { try other.folder.write("{}", to: name) }
    #expect(try other.test(text, strict: true).differences == 2)
    #expect(other.messages.contains("t.felt:7:14: error: $[0].id has another value: <id:m> was y before"))
    #expect(other.messages.contains("t.felt:11:11: error: $.id has another value: <id:m> was y before"))
  }

  @Test("In retry a difference is tried again, and told only of the last attempt")
  func attempts() throws {
    let replies: [ScriptedTransport.Reply] = ["processing", "processing", "completed"].map {
      .init(body: #"{"status":"\#($0)"}"#)
    }
    let text = "retry 3 every 1s {\n  get /user\n  #> 200\n  #> {\"status\": \"completed\"}\n}\n"
    let holding = try TranscriptHarness(replies)
    #expect(try holding.test(text, strict: true).status == .success)
    #expect(!holding.messages.contains("error"), "\(holding.messages)")
    let failing = try TranscriptHarness(replies.dropLast() + [.init(body: #"{"status":"failed"}"#)])
    let summary = try failing.test(text, strict: true)
    #expect(summary.status == .expectationFailed && summary.differences == 1, "\(failing.messages)")
    #expect(failing.messages.contains(#"4:17: error: $.status has another value: expected "completed", got "failed""#))
  }

  @Test("What is brought up to date in a loop is what the first round gave, and then the other rounds differ")
  func updatedLoop() throws {
    let replies = ["A", "B"].map { ScriptedTransport.Reply(body: #"{"title":"\#($0)"}"#) }
    let harness = try TranscriptHarness(replies)
    for name in ["a.json", "b.json"] { try harness.folder.write("{}", to: name) }
    try harness.test("for file in *.json {\n  get /user\n  #> 200\n  #> {\"title\": 1}\n}\n", updates: true)
    #expect(try harness.text.contains("  #> {\"title\": \"A\"}\n"))
    harness.shell.transport.replies = replies
    #expect(harness.test().differences == 1)
  }

  @Test("What follows a long response can look at it, unless a request took its place")
  func longResponses() throws {
    let long = "[\"" + String(repeating: "a", count: 9 << 20) + "\",1]"
    let harness = try TranscriptHarness([.init(body: long), .init(body: long), .init(body: long), .init(body: "[]")])
    let text = """
      get /user
      #> 200
      #> [<string>, 1]
      get /user
      #> 200
      #> [<string>, ...]
      expect $[1] == 1
      x = get /user
      #> 200
      #> [<string>, ...]
      expect $x[1] == 1
      get /user
      #> 200
      #> []

      """
    #expect(try harness.test(text, strict: true).compared == 4)
    #expect(harness.messages.hasSuffix("t.felt: 4 responses compared, ok"), "\(harness.messages)")
  }
}
