import TestSupport
import Testing

@Suite struct OfferScreenTests {
  @Test("Tab completes titles, values, and what was just made")
  func offers() throws {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": "/nonexistent", "PAGER": ""], columns: 100, rows: 30)
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("ls Flo\t")
    try terminal.wait(for: "the title") { $0.screen.beforeCursor.hasSuffix("> ls 'Flood zones' ") }
    try terminal.type("\r")
    try terminal.waitForText("Culvert blocked")
    try terminal.waitForPrompt("> ")
    try terminal.type("post /maps basemap=sa\t")
    try terminal.wait(for: "the value") { $0.screen.beforeCursor.hasSuffix("basemap=satellite ") }
    try terminal.type("\u{3}")
    try terminal.waitForPrompt("> ")
    try terminal.enter("gone = post /maps title=Vanishing", prompt: "> ")
    try terminal.type("ls Van\t")
    try terminal.wait(for: "the title") { $0.screen.beforeCursor.hasSuffix("> ls Vanishing ") }
    try terminal.type("\u{3}")
    try terminal.waitForPrompt("> ")
  }
}
