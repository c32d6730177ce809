#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import TestSupport
import Testing

@Suite struct ProgressTests {
  private func start(_ fault: String) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox", "--fault", fault], environment: ["HOME": "/nonexistent", "PAGER": ""], columns: 100,
      rows: 30)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  @Test("A request that takes more than a second says for how long, and nothing of that stays")
  func shown() throws {
    let terminal = try start("get /user delay=2.5s")
    try terminal.type("get /user\r")
    try terminal.waitForText("GET /user  1 s")
    try terminal.waitForText("GET /user  2 s")
    try terminal.waitForText("200 OK")
    try terminal.waitForPrompt("> ")
    #expect(!terminal.screen.text.contains("GET /user"))
    #expect(terminal.screen.text.contains("\"name\": \"Ada Marsh\""))
  }

  @Test(
    "Control-C says what was under way, and of a write how to look whether it happened",
    arguments: [
      ["post /maps title=A", "POST /maps was under way for 1.", "the POST may have happened: look with ls"],
      ["get /projects", "GET /projects was under way for 1.", "interrupted"],
    ])
  func interrupted(_ texts: [String]) throws {
    let terminal = try start("* /* delay=60s")
    try terminal.type(texts[0] + "\r")
    try terminal.waitForText("  1 s")
    try terminal.type("\u{3}")
    try terminal.waitForText(texts[1])
    try terminal.waitForText(texts[2])
    try terminal.waitForPrompt("✗> ")
  }

  @Test(
    "Another size of the terminal, or going on after a stop, doesn't end a request", arguments: [SIGWINCH, SIGCONT])
  func otherSignals(_ number: Int32) throws {
    let (taken, gate) = (try RawServerGate(), try RawServerGate())
    let body = #"{"id":"x","name":"Ada"}"#
    let response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    let server = try RawServer([
      .takeRequest, .run { taken.open() }, .send(response + #"{"id":"#), .wait(gate), .send(#""x","name":"Ada"}"#),
    ])
    let terminal = try PseudoTerminal(
      "feltsh", ["--base-url", "http://127.0.0.1:\(server.port)/api/v2", "--no-rc"],
      environment: ["HOME": "/nonexistent", "PAGER": "", "FELT_API_TOKEN": "felt_pat_nobodysTokenForATestOfSignals"],
      columns: 100,
      rows: 30)
    try terminal.waitForPrompt("> ")
    try terminal.type("get /user\r")
    try taken.waitUntilOpen()
    if number == SIGWINCH { terminal.resize(columns: 60, rows: 20) } else { terminal.signal(number) }
    gate.open()
    try terminal.waitForText("200 OK")
    #expect(!terminal.screen.text.contains("interrupted"))

    let sandbox = try start("post /maps delay=1.2s")
    try sandbox.type("post /maps title=A\r")
    try sandbox.waitForText("POST /maps  1 s")
    if number == SIGWINCH { sandbox.resize(columns: 60, rows: 20) } else { sandbox.signal(number) }
    try sandbox.waitForText("200 OK")
    #expect(!sandbox.screen.text.contains("interrupted"))
  }

  @Test("Where nobody looks there is no progress")
  func piped() throws {
    let run = try ProgramRun.run("feltsh", ["--sandbox", "--fault", "get /user delay=1.2s", "-c", "get /user"])
    #expect(run.error == "" && run.status == 0)
  }

  @Test("--timeout ends a request to the embedded sandbox too")
  func timeout() throws {
    let run = try ProgramRun.run(
      "feltsh", ["--sandbox", "--timeout", "0.2", "--fault", "get /user delay=600s", "-c", "get /user"])
    #expect(run.status == 3)
    #expect(run.error.contains("no response within 0.2 s"))
  }
}
