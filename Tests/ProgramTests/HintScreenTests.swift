import TestSupport
import Testing

@Suite struct HintScreenTests {
  private func start(columns: Int) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": "/nonexistent"], columns: columns, rows: 24)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  @Test("The signature stands at the right while a line is typed, and goes with it")
  func hint() throws {
    let terminal = try start(columns: 80)
    try terminal.type("post /maps")
    try terminal.wait(for: "the hint") { $0.screen.rows.last?.contains("create_map [title=] [basemap=]") ?? false }
    #expect(terminal.screen.beforeCursor == "sandbox> post /maps")
    try terminal.type(" title=A")
    try terminal.wait(for: "a shorter hint") {
      $0.screen.beforeCursor == "sandbox> post /maps title=A" && $0.screen.rows.last?.contains("create_map [b") ?? false
    }
    try terminal.type("\u{3}")
    try terminal.wait(for: "the line without it") { $0.screen.rows.contains("sandbox> post /maps title=A^C") }
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("hints off", prompt: "sandbox> ")
    try terminal.type("post /maps ")
    try terminal.wait(for: "the line") { $0.screen.beforeCursor == "sandbox> post /maps " }
    try terminal.type("\u{1}")
    try terminal.wait(for: "the cursor at the start") { $0.screen.beforeCursor == "sandbox> " }
    #expect(terminal.screen.rows.last == "sandbox> post /maps")
  }

  @Test("On twenty columns there is the line alone")
  func narrow() throws {
    let terminal = try start(columns: 20)
    try terminal.enter("get /user", prompt: "> ")
    try terminal.waitForText("Ada Marsh")
    #expect(!terminal.output.contains("show_current_user"))
  }
}
