import Execution
import FeltAPI
import JSONText
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What is reported of a script that ran.
private struct ReportedRun {
  let folder: TemporaryFolder
  let shell: ShellHarness
  private(set) var told: [String] = []
  private(set) var status = Execution.ExitStatus.success

  init(
    _ text: String, files: [String: String] = [:], _ replies: [ScriptedTransport.Reply] = [],
    variables: [String: String] = [:], in folder: TemporaryFolder? = nil, retrying ledger: String? = nil
  ) throws {
    self.folder = try folder ?? TemporaryFolder()
    for (name, content) in files { try self.folder.write(content, to: name) }
    try self.folder.write(text, to: "a.felt")
    var lines: [String] = []
    let path = self.folder.path
    let reports = try Reports(
      [.json(path + "/ledger"), .junit(path + "/junit.xml"), .github(summary: path + "/summary")],
      earlier: ledger, variables: variables, describe: { "failed: \($0.status)" }, tell: { lines.append($0) })
    shell = try ShellHarness(replies, variables: variables) { $0.marksItems = true }
    if let ledger { shell.session.doneItems = try DoneItems(ledger: ledger) }
    let shown = shell.executor.sink
    shell.executor.sink = { event in
      try shown(event)
      try reports.receive(event)
    }
    status = ScriptRun(shell.executor).run(files: [path + "/a.felt"]).status
    try reports.finish()
    told = lines.map { $0.replacing(path + "/", with: "") }
  }

  func file(_ name: String) throws -> String { try folder.read(name).replacing(folder.path + "/", with: "") }

  var paths: [String] { shell.transport.requests.map(\.path) }
}

@Suite struct ReportTests {
  private let created = ScriptedTransport.Reply(body: #"{"id":"AbCdEfGhIjKlMnOpQrStUv","title":"A"}"#)

  @Test("The ledger has a line for each request, expectation and item")
  func ledger() throws {
    let run = try ReportedRun(
      "for row in @a.csv {\n  post /maps title=$row.name\n  expect status 200\n}\nset x=1\nget /maps/$x-no",
      files: ["a.csv": "name\nA\nB\n"], [created, .init(status: 422), .init()])
    let lines = try run.file("ledger").split(separator: "\n").map { line in
      line.replacing(/"milliseconds":\d+,/, with: "").replacing(/"key":"[0-9a-f]{16}"/, with: "\"key\":\"K\"")
    }
    let first = #""iteration":[{"line":1,"number":1,"title":"A","key":"K"}]"#
    let second = #""iteration":[{"line":1,"number":2,"title":"B","key":"K"}]"#
    #expect(
      lines == [
        #"{"kind":"request","file":"a.felt","line":2,\#(first),"method":"POST","path":"/maps","status":200,"name":"create_map","outcome":"ok","ids":["AbCdEfGhIjKlMnOpQrStUv"]}"#,
        #"{"kind":"expectation","file":"a.felt","line":3,\#(first),"name":"expect status 200","outcome":"ok"}"#,
        #"{"kind":"item","file":"a.felt","line":1,\#(first),"outcome":"ok"}"#,
        #"{"kind":"request","file":"a.felt","line":2,\#(second),"method":"POST","path":"/maps","status":422,"name":"create_map","outcome":"failed","message":"failed: clientError"}"#,
        #"{"kind":"expectation","file":"a.felt","line":3,\#(second),"name":"expect status 200","outcome":"failed","message":"failed: expectationFailed"}"#,
        #"{"kind":"item","file":"a.felt","line":1,\#(second),"outcome":"failed","message":"failed: clientError"}"#,
      ], "\(lines.joined(separator: "\n"))")
  }

  @Test("JUnit has a case for each request and iteration, and GitHub an annotation for each failure")
  func others() throws {
    let run = try ReportedRun(
      "for row in @a.csv {\n  get /maps/$row.name\n  expect $.title == A\n}\nget /user",
      files: ["a.csv": "name\n<A&\"\nB\n"],
      [.init(body: #"{"title":"A"}"#), .init(body: #"{"title":"B"}"#)])
    let junit = try run.file("junit.xml")
    #expect(junit.contains(#"<testsuites name="feltsh" tests="2" failures="1" errors="0" time="0.000">"#), "\(junit)")
    #expect(
      junit.contains(#"<testcase name="a.felt:2 show_map [1 &lt;A&amp;&quot;]" classname="a.felt" time="0.000"/>"#))
    #expect(junit.contains(#"<testcase name="a.felt:2 show_map [2 B]" classname="a.felt" time="0.000">"#))
    #expect(junit.contains(#"<failure type="expectation" message="a.felt:3: failed: expectationFailed">"#))
    #expect(run.told == ["::error file=a.felt,line=3,title=expect $.title == A [2 B]::failed: expectationFailed"])
    let summary = try run.file("summary")
    #expect(summary.hasPrefix("### feltsh run a.felt: 2 requests, 1 failed\n"), "\(summary)")
    #expect(summary.contains("| a.felt:3 | B | expect $.title == A | failed: expectationFailed |"))
  }

  @Test("What is tried again is not a failure of a report, and what is refused before it runs is one")
  func again() throws {
    let passing = try ReportedRun("retry 3 every 1s {\n  get /user\n}", [.init(status: 500), .init()])
    #expect(
      try passing.file("ledger").split(separator: "\n").map { $0.contains(#""outcome":"again""#) } == [true, false])
    #expect(try passing.file("junit.xml").contains(#"tests="1" failures="0""#))
    #expect(passing.told.isEmpty)
    let refused = try ReportedRun("gte /user")
    #expect(refused.told == ["::error file=a.felt,line=1,title=gte::failed: refused"])
    #expect(try refused.file("junit.xml").contains(#"failures="1""#))
  }

  @Test("Of a loop only the items run again that failed or were not reached, whatever stands around them now")
  func retryFailed() throws {
    let folder = try TemporaryFolder()
    let text = "for row in @a.csv {\n  get /maps/$row.n\n}"
    let first = try ReportedRun(
      text, files: ["a.csv": "n,x\na,1\nb,1\nc,1\nc,1\nd,1\n"],
      [.init(), .init(status: 500), .init(), .init(), .init(status: 401)], in: folder)
    #expect(first.paths == ["/maps/a", "/maps/b", "/maps/c", "/maps/c", "/maps/d"])
    let ledger = folder.file("ledger")
    let longer = ["a.csv": "n,x\nnew,1\na,1\nb,1\nc,1\nc,1\nc,1\nd,1\n"]
    let second = try ReportedRun(text, files: longer, [.init(), .init(status: 500)], in: folder, retrying: ledger)
    #expect(second.paths == ["/maps/new", "/maps/b", "/maps/c", "/maps/d"])
    let told = second.shell.screen.messageText
    #expect(told.contains("4 items, 1 failed, 3 done before"), "\(told)")
    // The ledger that was read was added to.
    let third = try ReportedRun(text, files: longer, in: folder, retrying: ledger)
    #expect(third.paths == ["/maps/b"])
    #expect(third.status == .success)
  }

  @Test("A ledger that was cut off is read, and another file is none")
  func cutLedger() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"kind":"item","line":1,"iteration":[],"outcome":"ok"}"# + "\n{\"kind\":\"it", to: "cut")
    _ = try DoneItems(ledger: folder.file("cut"))
    try folder.write("get /user\nget /user\n", to: "script")
    #expect(throws: Failure.self) { try DoneItems(ledger: folder.file("script")) }
    #expect(throws: Failure.self) { try DoneItems(ledger: folder.file("none")) }
  }

  @Test("Nothing secret is in any report, wherever it stood")
  func secrets() throws {
    let token = "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8"
    let secrets = ["hunter2-column", "hunter2-variable", "hunter2-body", "hunter2-response", "hunter2-header", token]
    let text = """
      set password=hunter2-variable
      for row in @a.csv {
        post /projects/x/sources name=$row.name connection:={"type":"postgresql","password":"hunter2-body"}
        post /maps title=$row.api_key X-Api-Key:hunter2-header
        post /maps title=$password description=$given
        expect $.title == hunter2-response
      }
      get /maps/hunter2-response
      post /maps title=\(token)
      """
    let reply = ScriptedTransport.Reply(
      status: 422, body: #"{"errors":[{"title":"bad hunter2-column hunter2-body hunter2-variable"}]}"#)
    for replies in [[.init(), reply, reply, reply], [reply], [.init(), .init(), .init(), .init()]] {
      let run = try ReportedRun(
        text, files: ["a.csv": "api_key,name\nhunter2-column,A\n"], replies,
        variables: ["given": "x", "secret": "hunter2-response"])
      for file in ["ledger", "junit.xml", "summary"] {
        let content = try run.file(file)
        #expect(!content.isEmpty)
        for secret in secrets { #expect(!content.contains(secret), "\(secret) in \(file): \(content)") }
      }
      for secret in secrets { #expect(!run.told.joined().contains(secret), "\(secret): \(run.told)") }
    }
  }
}
