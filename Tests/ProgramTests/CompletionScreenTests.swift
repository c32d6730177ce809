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
    try terminal.enter("cd 'Flood zones'", prompt: "Flood zones> ")
    try terminal.type("get /maps/gaug\t")
    try terminal.wait(for: "the id") {
      $0.screen.beforeCursor.wholeMatch(of: /.*> get \/maps\/\w{20,}/) != nil
    }
  }

  @Test("A second Tab lists what there is with what it is")
  func listing() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(folder)
    try terminal.type("create_project \t")
    try terminal.wait(for: "the bell") { $0.output.contains("\u{7}") }
    try terminal.type("\t")
    try terminal.wait(for: "the list") {
      $0.screen.rows.contains { $0.contains("name= *") && $0.contains("string, required") }
    }
    try terminal.wait(for: "the line below it") { $0.screen.beforeCursor == "sandbox> create_project " }
    try terminal.type("n\t")
    try terminal.wait(for: "the field") { $0.screen.beforeCursor == "sandbox> create_project name=" }
  }

  @Test("Files, JSONPaths and variables are completed as they are typed")
  func kinds() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"title": "From a file"}"#, to: "my body.json")
    let terminal = try start(folder)
    try terminal.type("map = post /maps @~/my\t")
    try terminal.wait(for: "the name") { $0.screen.beforeCursor == "sandbox> map = post /maps @~/my\\ body.json " }
    try terminal.enter("", prompt: "sandbox> ")
    try terminal.waitForText("From a file")
    try terminal.type("show $.tit\t")
    try terminal.wait(for: "the member") { $0.screen.beforeCursor == "sandbox> show $.title " }
    try terminal.type("\u{15}get /maps/$ma\t")
    try terminal.wait(for: "the variable") { $0.screen.beforeCursor == "sandbox> get /maps/$map" }
    try terminal.type(".public\t")
    try terminal.wait(for: "the field") { $0.screen.beforeCursor == "sandbox> get /maps/$map.public_access" }
  }
}
