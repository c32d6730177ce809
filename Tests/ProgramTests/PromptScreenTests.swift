import TestSupport
import Testing

@Suite struct PromptScreenTests {
  private func start(_ arguments: [String] = [], columns: Int = 100) throws -> PseudoTerminal {
    try PseudoTerminal(
      "feltsh", ["--sandbox"] + arguments, environment: ["HOME": "/nonexistent"], columns: columns, rows: 40)
  }

  @Test("The prompt says where one is and whether the last command failed")
  func standard() throws {
    let terminal = try start()
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("nonsense", prompt: "sandbox ✗> ")
    try terminal.enter("cd 'Flood zones'", prompt: "sandbox / Flood zones> ")
    #expect(terminal.output.contains("\u{1B}[36msandbox"))
  }

  @Test("Where nothing can be changed it has another colour")
  func readOnly() throws {
    let terminal = try start(["--read-only"])
    try terminal.waitForPrompt("sandbox> ")
    #expect(terminal.output.contains("\u{1B}[33msandbox"))
    try terminal.enter("prompt '{mode} {place}{mark}$ '", prompt: "read-only$ ")
    try terminal.enter("prompt '{mood}'", prompt: "read-only✗$ ")
    try terminal.waitForText("there is no {mood} in a prompt")
    try terminal.enter("prompt default", prompt: "sandbox> ")
  }

  @Test("On twenty columns a long title leaves room for the line")
  func narrow() throws {
    let terminal = try start(columns: 20)
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("cd 'Flood zones'", prompt: "sandbox / Flood…> ")
    try terminal.type("pwd\r")
    try terminal.waitForText("Flood zones")
  }
}
