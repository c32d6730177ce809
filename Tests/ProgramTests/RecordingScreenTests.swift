import Foundation
import TestSupport
import Testing

/// Recordings of what a person types, replayed in a sandbox with other ids.
@Suite struct RecordingScreenTests {
  private func start(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox", "--seed", "1"] + arguments,
      environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state", "PAGER": ""], columns: 140, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  /// Runs a recording where all ids are others.
  private func replay(_ path: String) throws -> ProgramRun {
    try ProgramRun.run(
      "feltsh", ["--sandbox", "--seed", "2", "--yes", "run", path], environment: ["HOME": "/nonexistent"])
  }

  @Test("Ids that were taken by Tab, by title, from ls and by pasting replay in another workspace")
  func sources() throws {
    let folder = try TemporaryFolder()
    let terminal = try start(folder)
    try terminal.enter("record \(folder.file("session.felt"))")
    try terminal.enter("cd 'Flood zones'", prompt: "Flood zones> ")
    try terminal.type("post /maps/gaug\t")
    try terminal.wait(for: "the id") {
      $0.screen.beforeCursor.wholeMatch(of: /.*> post \/maps\/\w{22,}/) != nil
    }
    try terminal.enter("/update title=Renamed", prompt: "Flood zones> ")
    try terminal.enter("ls", prompt: "Flood zones> ")
    let row = try #require(terminal.screen.rows.last { $0.contains("Shelters") })
    let id = try #require(row.firstMatch(of: /\b[A-Za-z0-9]{22}\b/)).output
    try terminal.type("update_map_layer . '[{\"id\":\"")
    try terminal.type("\u{1B}[200~\(id)\u{1B}[201~")
    try terminal.type("\u{15}")
    try terminal.type("post layers/")
    try terminal.type("\u{1B}[200~\(id)\u{1B}[201~")
    try terminal.enter("/refresh", prompt: "Flood zones> ")
    try terminal.enter("post update title=Flooded", prompt: "Flooded> ")
    try terminal.enter("record off", prompt: "Flooded> ")
    let text = try folder.read("session.felt")
    #expect(text.contains("/update title=Renamed\nexpect status 200\n"), "\(text)")
    #expect(text.contains("/refresh\nexpect status 200\n"), "\(text)")
    #expect(text.contains("/update title=Flooded\nexpect status 200\n"), "\(text)")
    #expect(text.firstMatch(of: /\b[A-Za-z0-9]{22}\b/) == nil, "\(text)")
    let result = try replay(folder.file("session.felt"))
    #expect(result.status == 0, "\(result.error)\(text)")
  }

  @Test(
    "A recording that is killed at any point checks and runs, and has every command that had ended", arguments: 0..<6)
  func killed(_ count: Int) throws {
    let folder = try TemporaryFolder()
    let terminal = try start(folder, ["--record", folder.file("killed.felt")])
    for number in 0..<count {
      try terminal.enter(number % 2 == 0 ? "post /maps title=Map\(number)" : "post /maps/$_/update title=New\(number)")
    }
    try terminal.type("post /maps title=Last\r")
    terminal.signal(SIGKILL)
    _ = try terminal.waitForEnd()
    let text = try folder.read("killed.felt")
    for number in 0..<count { #expect(text.contains(number % 2 == 0 ? "Map\(number)" : "New\(number)"), "\(text)") }
    let check = try ProgramRun.run("feltsh", ["check", folder.file("killed.felt")])
    #expect(check.status == 0, "\(check.error)\(text)")
    let result = try replay(folder.file("killed.felt"))
    #expect(result.status == 0, "\(result.error)\(text)")
  }

  @Test(
    "A recording that can't be written is a failure that is told, and the file has whole commands only",
    .enabled(if: canLimitFiles))
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<60).map { "post /maps title=\"A rather long title, number \($0)\"" }.joined(separator: "\n")
    try folder.write(lines, to: "many.felt")
    let program = try PseudoTerminal.product("feltsh")
    // The shell's own limit on a file's size, in blocks of 1024 bytes, stands for a full disk.
    let command =
      "trap '' XFSZ; ulimit -f 1; \(program) --sandbox --seed 1 --record \(folder.file("out.felt")) "
      + "run \(folder.file("many.felt")) 2>&1 >/dev/null | cat"
    let result = try ProgramRun.run("/bin/bash", ["-c", command], environment: ["PATH": "/usr/bin:/bin"])
    #expect(result.output.contains("Not recorded: \(folder.file("out.felt")): file too large."), "\(result.output)")
    #expect(result.output.contains("1 failed"), "\(result.output)")
    let text = try folder.read("out.felt")
    #expect(text.hasSuffix("expect status 200\n"), "\(text)")
    #expect(try replay(folder.file("out.felt")).status == 0)
  }
}
