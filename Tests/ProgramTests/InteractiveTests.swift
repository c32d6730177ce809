import TestSupport
import Testing

@Suite struct InteractiveTests {
  private let token = "felt_pat_ABCDEFGHIJKLMNOPQRSTUVWX"

  private func start(_ arguments: [String], environment: [String: String] = [:]) throws -> PseudoTerminal {
    try PseudoTerminal(
      "feltsh", arguments, environment: ["HOME": "/nonexistent"].merging(environment) { $1 }, columns: 100, rows: 60)
  }

  @Test("A session: whose token it is, a map made, Control-D to leave")
  func session() throws {
    let terminal = try start(["--sandbox"])
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("whoami", prompt: "sandbox> ")
    try terminal.waitForText("\"name\": \"Ada Marsh\"")
    try terminal.enter("map = post /maps title=\"Flood zones\"")
    try terminal.waitForText("\"title\": \"Flood zones\"")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("vars", prompt: "sandbox> ")
    try terminal.waitForText("POST /maps → 200")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }

  @Test("login takes the token without showing it")
  func login() throws {
    let sandbox = try ServedSandbox()
    let terminal = try start(["--base-url", sandbox.baseURL])
    try terminal.waitForPrompt("(no token)> ")
    try terminal.type("login\r")
    try terminal.wait(for: "the question, without echo") {
      $0.screen.text.contains("Token (not shown):") && !$0.mode.echoes
    }
    try terminal.type(sandbox.token + "\r")
    try terminal.waitForText("Logged in as Ada Marsh <ada@sandbox.example>")
    try terminal.waitForPrompt("Ada Marsh> ")
    #expect(!terminal.output.contains(sandbox.token))
    try terminal.enter("logout", prompt: "felt (no token)> ")
    try terminal.type("quit\r")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("Control-C at the hidden question gives the echo back and keeps the shell")
  func interruptedLogin() throws {
    let terminal = try start(["--base-url", "http://127.0.0.1:1/api/v2"])
    try terminal.waitForPrompt("(no token)> ")
    try terminal.type("login\r")
    try terminal.wait(for: "the question, without echo") {
      $0.screen.text.contains("Token (not shown):") && !$0.mode.echoes
    }
    try terminal.type("\u{3}")
    try terminal.waitForText("login cancelled")
    try terminal.waitForPrompt("> ")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }

  @Test("Control-C cancels the request in flight and leaves the shell running", arguments: [true, false])
  func cancellation(inMemory: Bool) throws {
    let sandbox = try inMemory ? nil : ServedSandbox(["--fault", "get /projects delay=30s"])
    let terminal =
      if let sandbox {
        try start(["--base-url", sandbox.baseURL], environment: ["FELT_API_TOKEN": sandbox.token])
      } else {
        try start(["--sandbox", "--fault", "get /projects delay=30s"])
      }
    try terminal.waitForPrompt("> ")
    try terminal.type("get /projects\r")
    try terminal.wait(for: "the request") { $0.mode.isCanonical && $0.output.hasSuffix("\u{1B}[?2004l") }
    try terminal.type("\u{3}")
    try terminal.waitForText("interrupted")
    try terminal.waitForPrompt("✗> ")
    try terminal.enter("get /user", prompt: "> ")
    try terminal.waitForText("Ada Marsh")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("A word that was pasted behind a deletion does not confirm it, and waits for its turn")
  func pastedConfirmation() throws {
    let sandbox = try ServedSandbox()
    let terminal = try start(["--base-url", sandbox.baseURL], environment: ["FELT_API_TOKEN": sandbox.token])
    try terminal.waitForPrompt("> ")
    try terminal.enter("map = post /maps title=Kept", prompt: "> ")
    try terminal.type("\u{1B}[200~delete /maps/$map\nyes\nset last=1\u{1B}[201~")
    try terminal.wait(for: "the pasted lines") { $0.screen.beforeCursor == "set last=1" }
    try terminal.type("\r")
    try terminal.wait(for: "the question") { $0.screen.beforeCursor.hasSuffix("[y/N] ") }
    try terminal.type("no\r")
    try terminal.waitForText("nothing was changed")
    try terminal.waitForPrompt("✗> ")
    try terminal.enter("get /maps/$map --select $.title", prompt: "> ")
    try terminal.waitForText("\"Kept\"")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("A token that is typed in a command is not remembered")
  func tokenInHistory() throws {
    let terminal = try start(["--sandbox"])
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("get /user", prompt: "sandbox> ")
    try terminal.waitForText("Ada Marsh")
    try terminal.enter("get /user X-A:\(token)", prompt: "✗> ")
    try terminal.waitForText("there is a token in this line")
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "the line before it") { $0.screen.beforeCursor.hasSuffix("> get /user") }
  }

  @Test("SIGTERM leaves with 128 and its number, the terminal in order")
  func terminated() throws {
    let terminal = try start(["--sandbox"])
    try terminal.waitForPrompt("sandbox> ")
    terminal.signal(15)
    #expect(try terminal.waitForEnd() == .exited(143))
    #expect(terminal.mode.isCanonical && terminal.mode.echoes)
  }
}
