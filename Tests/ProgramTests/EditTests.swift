import Foundation
import TestSupport
import Testing

@Suite struct EditTests {
  /// A terminal at the prompt, in a map of its own, with an editor that is a script.
  private func start(editor: String, in folder: TemporaryFolder) throws -> PseudoTerminal {
    let script = try folder.write("#!/bin/sh\n\(editor)\n", to: "editor.sh", mode: 0o755)
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"],
      environment: ["VISUAL": "'\(script)' --wait", "TMPDIR": folder.path, "HOME": "/nonexistent"],
      columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("cd bike\r")
    try terminal.waitForPrompt("Bike network> ")
    return terminal
  }

  private func leftovers(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("feltsh-") }
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
    #expect(try leftovers(folder).isEmpty)
  }

  @Test("Nothing is sent where nothing changed")
  func unchanged() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "true", in: folder)
    try terminal.type("edit .\r")
    try terminal.waitForText("Nothing was changed, and nothing sent.")
    try terminal.waitForPrompt("> ")
    #expect(try leftovers(folder).isEmpty)
  }

  @Test("What was edited is kept and named where it cannot be sent")
  func broken() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(editor: "echo '{\"title\":' > \"$2\"", in: folder)
    try terminal.type("edit .\r")
    try terminal.waitForText("the file is not JSON any more")
    try terminal.waitForText("What you edited is in")
    #expect(try leftovers(folder).count == 1)
  }
}
