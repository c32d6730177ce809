import TestSupport
import Testing

@Suite struct PrefetchScreenTests {
  private func start(_ arguments: [String], environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", arguments, environment: ["HOME": "/nonexistent"].merging(environment) { $1 }, columns: 100, rows: 40)
    try terminal.waitForPrompt("> ")
    return terminal
  }

  @Test("Tab finds a map by its title although nothing was asked yet", arguments: [true, false])
  func title(inMemory: Bool) throws {
    let sandbox = try inMemory ? nil : ServedSandbox()
    let terminal = try start(inMemory ? ["--sandbox"] : [], environment: sandbox?.environment ?? [:])
    try terminal.type("get /maps/gaug\t")
    try terminal.wait(for: "the id") {
      $0.screen.beforeCursor.wholeMatch(of: /.*> get \/maps\/\w{20,}/) != nil
    }
    try terminal.type(" --select $.title\r")
    try terminal.waitForText("\"Gauging stations\"")
  }

  @Test("Control-C while Tab waits gives the prompt back at once, and a late response changes nothing")
  func cancellation() throws {
    let terminal = try start(["--sandbox", "--fault", "get /projects delay=30s"])
    try terminal.type("get /maps/\t")
    try terminal.wait(for: "the line") { $0.screen.beforeCursor == "sandbox> get /maps/" }
    try terminal.type("\u{3}")
    try terminal.waitForText("get /maps/^C")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("get /maps/\t")
    try terminal.wait(for: "the bell") { $0.output.hasSuffix("\u{7}") }
  }

  @Test("After 429 it is not asked again, with prefetch off never, and scripts never do")
  func sparing() throws {
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"), .waitForClose,
    ])
    let environment = ["FELT_BASE_URL": server.origin, "FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"]
    let quiet = try start([], environment: environment)
    try quiet.enter("prefetch off", prompt: "> ")
    try quiet.type("get /maps/\t")
    try quiet.wait(for: "the bell") { $0.output.hasSuffix("\u{7}") }
    #expect(server.connectionCount == 0)
    let terminal = try start([], environment: environment)
    for _ in 0..<2 {
      try terminal.type("get /maps/\t")
      try terminal.wait(for: "the bell") { $0.output.hasSuffix("\u{7}") }
      try terminal.type("\u{15}")
      try terminal.wait(for: "the empty line") { $0.screen.beforeCursor.hasSuffix("> ") }
    }
    #expect(server.requests.map(\.line) == ["GET /projects HTTP/1.1"])
    #expect(server.connectionCount == 1)
  }
}

@Suite struct PasteScreenTests {
  @Test("Control-C in the first of several pasted commands leaves the others undone")
  func interruptedPaste() throws {
    let gone = try RawServer([.takeRequest, .waitForClose])
    let terminal = try PseudoTerminal(
      "feltsh", ["--base-url", gone.origin],
      environment: ["HOME": "/nonexistent", "FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"], columns: 100, rows: 40)
    try terminal.waitForPrompt("felt> ")
    try terminal.type("\u{1B}[200~get /user\nset second=1\nset third=1\u{1B}[201~")
    try terminal.wait(for: "the pasted lines") { $0.screen.beforeCursor == "set third=1" }
    try terminal.type("\r")
    try terminal.wait(for: "the request") { _ in !gone.requests.isEmpty }
    try terminal.type("\u{3}")
    try terminal.waitForText("interrupted")
    try terminal.waitForPrompt("felt ✗> ")
    try terminal.type("vars\r")
    try terminal.waitForText("No variables are set")
    #expect(terminal.screen.text.components("second=1") == 2)
  }
}

extension String {
  /// The number of parts that a text cuts this one into.
  fileprivate func components(_ separator: String) -> Int { ranges(of: separator).count + 1 }
}
