import TestSupport
import Testing

@Suite struct OddTerminalTests {
  private func start(_ environment: [String: String], columns: Int = 80) throws -> PseudoTerminal {
    try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": "/nonexistent"].merging(environment) { $1 }, columns: columns,
      rows: 40)
  }

  @Test("On a terminal that cannot be edited on, lines are read as they come")
  func dumb() throws {
    let terminal = try start(["TERM": "dumb"])
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "sandbox> " }
    try terminal.type("get /user --select $.name\n")
    try terminal.wait(for: "the next prompt") {
      $0.output.contains("\"Ada Marsh\"\r\n200 OK") && $0.output.hasSuffix("\r\nsandbox> ")
    }
    try terminal.type("cd 'Flood zones'\n")
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "sandbox / Flood zones> " }
    #expect(!terminal.output.contains("\u{1B}"))
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test("NO_COLOR leaves colours out, and keeps prompt, hint and list")
  func noColor() throws {
    let terminal = try start(["NO_COLOR": "1"])
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("nonsense", prompt: "sandbox ✗> ")
    try terminal.type("post /maps ")
    try terminal.wait(for: "the hint") { $0.screen.rows.last?.contains("create_map [title=]") ?? false }
    for colour in ["\u{1B}[36m", "\u{1B}[1;31m", "\u{1B}[2m", "\u{1B}[33m"] {
      #expect(!terminal.output.contains(colour))
    }
  }

  @Test("In the C locale what is typed and shown is UTF-8 all the same")
  func plainLocale() throws {
    let terminal = try start(["LC_ALL": "C"])
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("set city='Tromsø 日本 😀'")
    try terminal.enter("vars")
    try terminal.waitForText("city  Tromsø 日本 😀")
  }

  @Test("On twenty columns a line of 4 KB is edited and run", arguments: [20, 80])
  func longLine(columns: Int) throws {
    let terminal = try start(["PAGER": ""], columns: columns)
    try terminal.waitForPrompt("> ")
    let text = String(repeating: "0123456789", count: 400)
    try terminal.enter("set long=\(text)")
    try terminal.enter("set n=1")
    try terminal.type("\u{1B}[A\u{1B}[A")
    try terminal.waitForText("[recalled ")
    try terminal.type("x\r")
    try terminal.waitForPrompt("> ")
    try terminal.enter("post /maps title=$long --select $.title")
    try terminal.waitForText("9x")
  }
}
