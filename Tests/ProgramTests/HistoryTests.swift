import TestSupport
import Testing

@Suite struct HistoryTests {
  private func start(_ folder: TemporaryFolder) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"],
      columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  @Test("Several shells at once write one file, which only its owner can read, and none writes over another")
  func severalShells() throws {
    let folder = try TemporaryFolder()
    let shells = try (0..<3).map { _ in try start(folder) }
    for round in 0..<3 {
      for (number, shell) in shells.enumerated() { try shell.enter("set a\(round)_\(number)=1") }
    }
    for shell in shells {
      try shell.type("\u{4}")
      #expect(try shell.waitForEnd() == .exited(0))
    }
    #expect(try folder.history().split(separator: "\n").count == 9)
    for name in ["salt", try folder.historyName()] {
      #expect(folder.permissions("state/feltsh/" + name) == 0o600)
    }
  }

  @Test("history lists what was typed, the last of it, or what holds a text; and lines come back whole")
  func listing() throws {
    let folder = try TemporaryFolder()
    let first = try start(folder)
    try first.type("set city=\"a\r")
    try first.wait(for: "the second row") { !$0.screen.beforeCursor.contains("sandbox") }
    try first.enter("b\"")
    try first.type("\u{4}")
    #expect(try first.waitForEnd() == .exited(0))
    let second = try start(folder)
    try second.enter("history city")
    #expect(second.screen.rows.contains("1  set city=\"a") && second.screen.rows.contains("b\""))
    try second.enter("history 1", prompt: "sandbox> ")
    try second.waitForText("3  history 1")
    try second.type("set ci\u{1B}[A")
    try second.wait(for: "both rows") { $0.screen.rows.suffix(2) == ["sandbox> set city=\"a", "b\""] }
  }

  @Test("Each account has its own history, from login to logout")
  func accounts() throws {
    let sandbox = try ServedSandbox()
    let folder = try TemporaryFolder()
    let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"]
    func start(_ more: [String: String]) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        "feltsh", ["--base-url", sandbox.baseURL], environment: environment.merging(more) { $1 }, columns: 100, rows: 40
      )
      try terminal.waitForPrompt("> ")
      return terminal
    }
    let first = try start(["FELT_API_TOKEN": sandbox.token])
    for (line, prompt) in [
      ("set before=1", "felt> "), ("whoami", "Ada Marsh> "), ("set during=1", "Ada Marsh> "),
      ("logout", "felt (no token)> "), ("set after=1", "felt (no token)> "),
    ] {
      try first.enter(line, prompt: prompt)
    }
    try first.type("\u{4}")
    #expect(try first.waitForEnd() == .exited(0))
    let second = try start([:])
    try second.type("\u{1B}[A\u{1B}[A\u{1B}[A")
    try second.wait(for: "what was typed without an owner") { $0.screen.beforeCursor.hasSuffix("> set before=1") }
    try second.type("\u{3}")
    let third = try start(["FELT_API_TOKEN": sandbox.token])
    try third.enter("whoami", prompt: "Ada Marsh> ")
    try third.type("\u{1B}[A\u{1B}[A\u{1B}[A")
    try third.wait(for: "what was typed with it") { $0.screen.beforeCursor.hasSuffix("> set during=1") }
    let names = folder.names(in: "state/feltsh").joined(separator: " ")
    #expect(names.split(separator: " ").count == 3 && !names.contains("felt_pat"))
  }

  @Test("What was typed is there in the next session, but for secrets")
  func persistence() throws {
    let folder = try TemporaryFolder()
    let first = try start(folder)
    let secret =
      "create_source name=x connection[type]=mssql connection[host]=h connection[database]=d connection[user]=u connection[password]=pw123"
    for (line, response) in [
      ("set first=1", nil), (" set hidden=1", nil), (secret, "source_reference"), ("vars", "hidden"),
    ] as [(String, String?)] {
      try first.enter(line)
      if let response { try first.waitForText(response) }
    }
    try first.type("\u{4}")
    #expect(try first.waitForEnd() == .exited(0))
    let history = try folder.history()
    #expect(history.contains("set first=1") && history.contains("vars"))
    #expect(!history.contains("hidden=1") && !history.contains("pw123"))
    let second = try start(folder)
    try second.type("\u{1B}[A\u{1B}[A")
    try second.wait(for: "the line of the first session") { $0.screen.beforeCursor.hasSuffix("> set first=1") }
  }
}
