import TestSupport
import Testing

@Suite struct CompletionScreenTests {
  private func start(_ folder: TemporaryFolder) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"],
      columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
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
