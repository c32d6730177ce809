import TestSupport
import Testing

@Suite struct EditTests {
  /// A terminal at the prompt, in a map of its own, with an editor that is a script.
  private func start(editor: String, in folder: TemporaryFolder) throws -> PseudoTerminal {
    let script = try folder.write("#!/bin/sh\n\(editor)\n", to: "editor.sh", mode: 0o755)
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"],
      environment: ["VISUAL": "'\(script)' --wait", "XDG_STATE_HOME": folder.file("state")],
      columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("cd bike\r")
    try terminal.waitForPrompt("Bike network> ")
    return terminal
  }

  private func leftovers(_ folder: TemporaryFolder) -> [String] {
    folder.names(in: "state/feltsh").filter { $0.hasPrefix("feltsh-") }
  }

  @Test("edit shows what changed, asks, and sends that alone")
  func edit() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "test \"$1\" = --wait && sed -i s/view_only/private/ \"$2\"", in: folder)
    try terminal.type("edit .\r")
    try terminal.waitForPrompt("Send this to update_map? [y/N] ")
    #expect(terminal.screen.text.contains("- $['public_access']  \"view_only\""))
    #expect(terminal.screen.text.contains("+ $['public_access']  \"private\""))
    try terminal.type("y\r")
    try terminal.waitForText("200 OK")
    try terminal.waitForPrompt("> ")
    try terminal.type("why\r")
    try terminal.waitForText(#"{"public_access":"private"}"#)
    #expect(leftovers(folder).isEmpty)
  }

  @Test("Nothing is sent where nothing changed")
  func unchanged() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "true", in: folder)
    try terminal.type("edit .\r")
    try terminal.waitForText("Nothing was changed, and nothing sent.")
    try terminal.waitForPrompt("> ")
    #expect(leftovers(folder).isEmpty)
  }

  @Test("What was edited is kept and named where it cannot be sent")
  func broken() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "echo '{\"title\":' > \"$2\"", in: folder)
    try terminal.type("edit .\r")
    try terminal.waitForText("the file is not JSON any more")
    try terminal.waitForText("What you edited is in")
    #expect(leftovers(folder).count == 1)
  }

  @Test("What can't be edited, an editor that fails and what is no object afterwards are errors")
  func refused() throws {
    let folder = try TemporaryFolder()
    let mark = folder.file("opened")
    let terminal = try start(editor: "[ -e '\(mark)' ] || { touch '\(mark)'; exit 3; }\necho '[]' > \"$2\"", in: folder)
    for (line, message) in [
      ("edit /projects", "there is nothing in it that create_project changes"), ("edit .", "failed with status 3"),
      ("edit .", "the file is not a JSON object any more"),
    ] {
      try terminal.type(line + "\r")
      try terminal.waitForText(message)
      try terminal.waitForPrompt("✗> ")
    }
    #expect(leftovers(folder).count == 2)
  }

  @Test("What could not be sent is kept where the session's own things are, and named")
  func kept() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("#!/bin/sh\necho '{' > \"$1\"\n", to: "editor.sh", mode: 0o755)
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"],
      environment: ["VISUAL": script, "XDG_STATE_HOME": folder.file("state"), "TMPDIR": folder.path],
      columns: 200, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    try terminal.enter("edit 'Bike network'", prompt: "✗> ")
    let names = folder.names(in: "state/feltsh").filter { $0.hasSuffix(".json") }
    #expect(names.count == 1)
    #expect(terminal.screen.text.contains("What you edited is in \(folder.file("state/feltsh"))/\(names.first ?? "")"))
    #expect(folder.permissions("state/feltsh/\(names.first ?? "")") == 0o600)
    #expect(!folder.names.contains { $0.hasPrefix("feltsh-") })
  }

  @Test("A layer is edited with its style, each part by its own operation")
  func style() throws {
    let folder = try TemporaryFolder()
    let editor =
      "sed -i -e 's/\"color\": \"#[0-9A-Fa-f]*\"/\"color\": \"#123456\"/' -e 's/Protected lanes/Lanes/' \"$2\""
    let terminal = try start(editor: editor, in: folder)
    try terminal.type("edit 'Protected lanes'\r")
    try terminal.waitForText("Send this to update_map_layer?")
    #expect(terminal.screen.text.contains("#123456"))
    try terminal.type("y\r")
    try terminal.waitForPrompt("> ")
    try terminal.enter("get layers --select $[?@.name=='Lanes'].style..color", prompt: "> ")
    try terminal.waitForText("\n\"#123456\"\n")
  }

  @Test("A map is edited without its elements, of which only the count is told")
  func elements() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "cat \"$2\"", in: folder)
    try terminal.enter("edit 'Flood zones'", prompt: "> ")
    #expect(terminal.screen.text.contains("elements can't be changed here"))
    #expect(!terminal.screen.text.contains("\"features\""))
  }
}
