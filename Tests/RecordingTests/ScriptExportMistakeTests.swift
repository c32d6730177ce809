import Execution
import ShellHarness
import Terminal
import TestSupport
import Testing

/// A script that can't be exported, and what is said of it.
struct ExportMistake: Sendable, CustomTestStringConvertible {
  let script: String
  let message: String

  init(_ script: String, _ message: String) { (self.script, self.message) = (script, message) }

  var testDescription: String { script.debugDescription }
}

@Suite struct ScriptExportMistakeTests {
  static let python: [ExportMistake] = [
    ExportMistake("set s=x\nget /user --select \"$.$s\"", "2:20: error: a JSONPath with a variable in it can't be"),
    ExportMistake("get /user a=1 a[b]=2", "1:15: error: a[b] is given twice"),
    ExportMistake("post /sources connection[password]=x", "1:36: error: connection[password] is a secret"),
    ExportMistake("post /sources {\"connection\":{\"password\":\"x\"}}", "1:15: error: the body is a secret"),
    ExportMistake("get /user X-Api-Key:abc", "1:21: error: X-Api-Key is a secret that would end up in the export"),
    ExportMistake("retry 3 every x {\nget /user\n}", "1:15: error: this is not a length of time"),
    ExportMistake("show_map", "1:1: error: show_map needs a map_id"),
    ExportMistake("get maps", "1:5: error: it isn't known where a path without a slash in front counts from"),
    ExportMistake("timeout", "1:1: error: timeout can't be carried over to Python"),
    ExportMistake("cd \"Flood zones\"", "1:1: error: cd to anything but a path such as /maps/$map can't be"),
    ExportMistake("source none.felt", "1:8: error: none.felt can't be read"),
    ExportMistake("source a.felt", "a.felt can't be read"),
    ExportMistake("upload x.csv", "1:1: error: the map is missing"),
    ExportMistake("wait /maps/x --timeout soon", "1:24: error: soon is not a time"),
    ExportMistake("get /user\nexpect time < soon", "error: a time is written as 2s or 500ms"),
    ExportMistake(
      "get /user | jq .", "1:11: error: a program that output goes through can't be carried over to Python"),
  ]
  static let http: [ExportMistake] = [
    ExportMistake("table", "1:1: error: table can't be carried over to an .http file"),
    ExportMistake("set password=x", "1:14: error: password is a secret"),
    ExportMistake("get /user X-Api-Key:abc", "1:21: error: X-Api-Key is a secret"),
    ExportMistake("get /user > a.json", "1:13: error: a file that output goes to can't be"),
    ExportMistake("get /user | jq .", "error: a program that output goes through can't be"),
    ExportMistake("get /user --dry-run", "1:1: error: --dry-run can't be"),
    ExportMistake("get /user --as curl", "1:1: error: --as can't be"),
    ExportMistake("post /maps title=@a.txt", "1:12: error: a field from a file or a variable can't be"),
    ExportMistake("get maps", "1:1: error: it isn't known where a path without a slash in front counts from"),
    ExportMistake("show_map", "1:1: error: show_map needs a map_id"),
    ExportMistake("get /maps/$_", "1:11: error: a variable that no request with a name sets can't be"),
    ExportMistake("set a=1\nget /maps/$a.x", "2:11: error: this query can't be"),
    ExportMistake("m = post /maps\nget /x/$m.title", "2:8: error: a capture that is not certainly an id can't be"),
    ExportMistake("upload a.csv to x", "1:1: error: upload can't be"),
    ExportMistake("for x in @a.csv {\nget /user\n}", "1:1: error: a block can't be"),
  ]

  @Test("What of a script has no counterpart in Python is told with its place", arguments: python)
  func pythonProgram(mistake: ExportMistake) throws { try check(mistake, "python") }

  @Test("What of a script an .http file can't say is told with its place", arguments: http)
  func requestFile(mistake: ExportMistake) throws { try check(mistake, "http") }

  private func check(_ mistake: ExportMistake, _ format: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(mistake.script + "\n", to: "a.felt")
    let shell = try ShellHarness(token: nil)
    #expect(shell.run("export script \"\(file)\" \(format)").status == .refused)
    #expect(shell.screen.messageText.contains(mistake.message), "\(shell.screen.messageText)")
    #expect(shell.screen.written.isEmpty && shell.transport.requests.isEmpty)
  }
}
