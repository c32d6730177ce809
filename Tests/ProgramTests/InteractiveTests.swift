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
    try terminal.type("whoami\r")
    try terminal.waitForText("\"name\": \"Ada Marsh\"")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("map = post /maps title=\"Flood zones\"\r")
    try terminal.waitForText("\"title\": \"Flood zones\"")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("vars\r")
    try terminal.waitForText("POST /maps → 200")
    try terminal.waitForPrompt("sandbox> ")
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
    try terminal.type("logout\r")
    try terminal.waitForPrompt("felt (no token)> ")
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
    try terminal.waitForText("not logged in")
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
    let start = ContinuousClock.now
    try terminal.type("\u{3}")
    try terminal.waitForText("interrupted")
    #expect(ContinuousClock.now - start < .seconds(1))
    try terminal.waitForPrompt("✗> ")
    try terminal.type("get /user\r")
    try terminal.waitForText("Ada Marsh")
    try terminal.waitForPrompt("> ")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("A token that is typed in a command is not remembered")
  func tokenInHistory() throws {
    let terminal = try start(["--sandbox"])
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("get /user\r")
    try terminal.waitForText("Ada Marsh")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("get /user X-A:\(token)\r")
    try terminal.waitForText("there is a token in this line")
    try terminal.waitForPrompt("✗> ")
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

@Suite struct HistoryTests {
  private func start(_ folder: TemporaryFolder) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"],
      columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  @Test("What was typed is there in the next session, but for secrets")
  func persistence() throws {
    let folder = try TemporaryFolder()
    let first = try start(folder)
    let secret =
      "create_source name=x connection[type]=mssql connection[host]=h connection[database]=d connection[user]=u connection[password]=pw123"
    for (line, answer) in [
      ("set first=1", nil), (" set hidden=1", nil), (secret, "source_reference"), ("vars", "hidden"),
    ] as [(String, String?)] {
      try first.type(line + "\r")
      if let answer { try first.waitForText(answer) } else { try first.waitForText(line) }
      try first.waitForPrompt("> ")
    }
    try first.type("\u{4}")
    #expect(try first.waitForEnd() == .exited(0))
    let history = try folder.read("state/feltsh/history")
    #expect(history.contains("set first=1") && history.contains("vars"))
    #expect(!history.contains("hidden=1") && !history.contains("pw123"))
    let second = try start(folder)
    try second.type("\u{1B}[A\u{1B}[A")
    try second.wait(for: "the line of the first session") { $0.screen.beforeCursor.hasSuffix("> set first=1") }
  }

  @Test("Tab completes a map's id from its title")
  func completion() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(folder)
    try terminal.type("cd 'Flood zones'\r")
    try terminal.waitForPrompt("Flood zones> ")
    try terminal.type("get /maps/gaug\t")
    try terminal.wait(for: "the id") {
      $0.screen.beforeCursor.contains("> get /maps/") && !$0.screen.beforeCursor.contains("gaug")
    }
  }
}
