import Execution
import FeltAPI
import Presentation
import Recording
import ShellHarness
import TestSupport
import Testing

/// Reports of transcripts that are tested.
@Suite struct TranscriptReportTests {
  private let harness: TranscriptHarness
  private let text = """
    get /user
    #> 200
    #> {"a": 1,
    #>  "b": [2]}
    get /user
    #> 200
    #> {...}

    """

  init() throws {
    harness = try TranscriptHarness([.init(body: #"{"a":2,"b":[3]}"#), .init()])
  }

  /// Tests a transcript with all reports.
  ///
  /// - Returns: what was told GitHub.
  private func told(_ text: String, updates: Bool = false) throws -> [String] {
    var lines: [String] = []
    let reports = try Reports(
      [
        .json(harness.folder.file("ledger")), .junit(harness.folder.file("junit.xml")),
        .github(summary: harness.folder.file("summary")),
      ], describe: \.message, tell: { lines.append($0) })
    let shown = harness.shell.executor.sink
    harness.shell.executor.sink = { event in
      try shown(event)
      try reports.receive(event)
    }
    try harness.test(text, updates: updates)
    try reports.finish()
    return lines.map { $0.replacing(harness.folder.path + "/", with: "") }
  }

  private func report(_ name: String) throws -> String {
    try harness.folder.read(name).replacing(harness.folder.path + "/", with: "")
  }

  @Test("Each difference is an expectation that failed, at its line, and belongs to its request")
  func differences() throws {
    #expect(
      try told(text) == [
        #"::error file=t.felt,line=3,title=#> {"a"%3A 1%2C::$.a has another value: expected 1, got 2"#,
        #"::error file=t.felt,line=4,title=#>  "b"%3A [2]}::$.b[0] has another value: expected 2, got 3"#,
      ])
    let ledger = try report("ledger").split(separator: "\n").map { $0.replacing(/"milliseconds":\d+,/, with: "") }
    #expect(
      ledger == [
        #"{"kind":"request","file":"t.felt","line":1,"method":"GET","path":"/user","status":200,"name":"show_current_user","outcome":"ok"}"#,
        ##"{"kind":"expectation","file":"t.felt","line":3,"name":"#> {\"a\": 1,","outcome":"failed","message":"$.a has another value: expected 1, got 2"}"##,
        ##"{"kind":"expectation","file":"t.felt","line":4,"name":"#>  \"b\": [2]}","outcome":"failed","message":"$.b[0] has another value: expected 2, got 3"}"##,
        #"{"kind":"request","file":"t.felt","line":5,"method":"GET","path":"/user","status":200,"name":"show_current_user","outcome":"ok"}"#,
      ], "\(ledger.joined(separator: "\n"))")
    let junit = try report("junit.xml")
    #expect(junit.contains(#"<testsuite name="t.felt" tests="2" failures="1""#), "\(junit)")
    #expect(
      junit.contains(#"<failure type="expectation" message="t.felt:3: $.a has another value: expected 1, got 2">"#))
    #expect(try report("summary").hasPrefix("### feltsh test t.felt: 2 requests, 2 failed\n"))
  }

  @Test("What holds, and what is brought up to date, is not a failure of a report")
  func updates() throws {
    #expect(try told(text, updates: true) == [])
    #expect(try report("junit.xml").contains(#"tests="2" failures="0""#))
    #expect(try report("summary").hasPrefix("### feltsh test t.felt: 2 requests, ok\n"))
  }

  @Test("A transcript that can't be read is a failure of every report")
  func malformed() throws {
    let lines = try told("get /user\n#> 200\n#> {\n")
    #expect(lines.count == 1 && lines[0].hasPrefix("::error file=t.felt,line=3,title="), "\(lines)")
    #expect(try report("junit.xml").contains(#"failures="1""#))
    #expect(try report("ledger").contains(#""kind":"command","file":"t.felt","line":3"#))
  }
}
