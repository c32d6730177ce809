import TestSupport
import Testing

@Suite struct PagerTests {
  private let colorless = ["--sandbox", "--color", "never"]

  private func start(
    _ arguments: [String], pager: String, rows: Int = 12, _ environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", arguments, environment: ["HOME": "/nonexistent", "PAGER": pager].merging(environment) { $1 },
      columns: 100, rows: rows)
    try terminal.waitForPrompt("> ")
    return terminal
  }

  @Test(
    "What is longer than the screen goes to the pager, whatever shows it",
    arguments: [
      "get /projects", "get /projects --headers", "help all", "history", "ls \"River survey\"",
      "get /projects --table name,id",
    ])
  func long(command: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try start(colorless, pager: "cat > '\(folder.path)/text'; echo paged", rows: 3)
    try terminal.enter("get /user --select $.name", prompt: "> ")
    try terminal.enter("set a=1", prompt: "> ")
    try terminal.enter(command, prompt: "> ")
    #expect(terminal.output.contains("paged\r\n"))
    #expect(try folder.read("text").split(separator: "\n").count >= 3)
  }

  @Test(
    "What fits the screen does not, and nothing does when the pager is off",
    arguments: [
      "get /user", "pager off\rget /projects",
    ])
  func short(lines: String) throws {
    let terminal = try start(colorless, pager: "cat > /dev/null; echo paged", rows: 20)
    try terminal.type(lines + "\r")
    try terminal.waitForText("200 OK")
    try terminal.waitForPrompt("> ")
    #expect(!terminal.output.contains("paged\r\n"))
  }

  @Test("The pager gets colours and escaped text, and neither a descriptor nor the token")
  func child() throws {
    let folder = try TemporaryFolder()
    let sandbox = try ServedSandbox()
    let pager = "cd '\(folder.path)'; env > environment; ls /dev/fd > descriptors; cat > text"
    let terminal = try start([], pager: pager, sandbox.environment)
    try terminal.enter(#"post /maps {"title": "\u001b]0;owned"}"#, prompt: "> ")
    let text = try folder.read("text")
    #expect(text.contains("\u{1B}[34m\"title\"\u{1B}[0m"))
    #expect(text.contains("\\u001b]0;owned") && !text.contains("\u{1B}]"))
    #expect(!(try folder.read("environment").contains(sandbox.token)))
    // The fourth is the folder that is being listed.
    #expect(try folder.read("descriptors").split(separator: "\n").filter { Int($0) != nil }.count <= 4)
  }

  @Test("Leaving the pager before the end leaves the shell, and the whole response")
  func left() throws {
    let terminal = try start(colorless, pager: "head -n 2", rows: 5)
    try terminal.enter("get /projects", prompt: "> ")
    #expect(!terminal.output.contains("error"))
    try terminal.enter("show $[1].name", prompt: "> ")
    try terminal.waitForText("\"Open city\"")
  }

  @Test("A pager that is not there is told once, and is off then")
  func missing() throws {
    let terminal = try start(colorless, pager: "/nonexistent/pager", rows: 8)
    try terminal.enter("get /projects", prompt: "> ")
    try terminal.waitForText("the pager could not be started: /nonexistent/pager")
    try terminal.enter("show", prompt: "> ")
    #expect(terminal.output.contains("\"Open city\""))
    #expect(terminal.output.ranges(of: "could not be started").count == 1)
  }

  @Test("less shows a screenful, goes on after Control-C, and is left with q", .enabled(if: tool("less")))
  func less() throws {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": "/nonexistent"], columns: 100, rows: 10)
    try terminal.waitForPrompt("> ")
    try terminal.type("get /projects\r")
    try terminal.wait(for: "the first screenful") {
      $0.screen.text.contains("River survey") && $0.screen.beforeCursor == ":"
    }
    #expect(!terminal.screen.text.contains("Open city"))
    try terminal.type("\u{3}")
    try terminal.wait(for: "the bell") { $0.output.contains("\u{7}") }
    // less may lose the first key after the signal, and going to the end twice is going there once.
    try terminal.type("GG")
    try terminal.waitForText("(END)")
    #expect(terminal.screen.text.contains("\"name\": \"Open city\""))
    try terminal.type("q")
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("show $[1].name", prompt: "sandbox> ")
    try terminal.waitForText("\"Open city\"")
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }
}
