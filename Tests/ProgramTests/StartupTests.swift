import TestSupport
import Testing

@Suite struct StartupTests {
  private func start(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      "feltsh", ["--sandbox"] + arguments, environment: ["HOME": folder.path], columns: 100, rows: 40)
  }

  /// A home with a start-up file.
  private func home(_ rc: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.makeFolder(".config/feltsh")
    try folder.write(rc, to: ".config/feltsh/rc")
    return folder
  }

  @Test("The start-up file is run before the first prompt, and what is wrong in it does not end it")
  func startup() throws {
    let folder = try home("alias m='get /projects'\nset city=Oslo\n  nonsense\ncolor never\nset after=1\n")
    let terminal = try start(folder)
    try terminal.waitForPrompt("sandbox> ")
    #expect(terminal.screen.text.contains("rc:3:3: error: "))
    #expect(!terminal.output.contains("set city"))
    try terminal.enter("vars", prompt: "sandbox> ")
    try terminal.waitForText("city   Oslo")
    #expect(terminal.screen.text.contains("after  1"))
    try terminal.enter("m --select $[0].name", prompt: "sandbox> ")
    try terminal.waitForText("River survey")
    // What was typed is what comes back.
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "the line as typed") { $0.screen.beforeCursor == "sandbox> m --select $[0].name" }
    try terminal.type("\u{3}")
  }

  @Test("--no-rc leaves it out, and so does everything but the interactive shell")
  func leftOut() throws {
    let folder = try home("nonsense\nquit\n")
    let terminal = try start(folder, ["--no-rc"])
    try terminal.waitForPrompt("sandbox> ")
    #expect(!terminal.output.contains("nonsense"))
    let run = try feltsh(["--sandbox", "-c", "get /user --select $.name"], environment: ["HOME": folder.path])
    #expect(run.error.isEmpty && run.output == "\"Ada Marsh\"\n")
  }

  @Test("A start-up file that cannot be read is told of, and quit in it leaves")
  func odd() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder(".config/feltsh/rc")
    let terminal = try start(folder)
    try terminal.waitForPrompt("sandbox> ")
    #expect(terminal.output.contains("this is a directory"))
    let other = try home("quit\n")
    let leaving = try start(other)
    #expect(try leaving.waitForEnd() == .exited(0))
  }
}
