import CommandLanguage
import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct DryRunTests {
  /// What a dry run of a script shows: the first line of each request, and its body.
  private func shown(_ text: String, files: [String: String] = [:]) throws -> (
    lines: [String], told: String, folder: TemporaryFolder
  ) {
    let folder = try TemporaryFolder()
    for (name, content) in files { try folder.write(content, to: name) }
    try folder.write(text, to: "a.felt")
    let shell = try ShellHarness { $0.isDryRun = true }
    let summary = ScriptRun(shell.executor).run(files: [folder.file("a.felt")])
    #expect(summary.status == .success, "\(shell.screen.messageText)")
    #expect(shell.transport.requests.isEmpty)
    let lines = shell.screen.writtenText.split(separator: "\n").map { String($0.prefix { $0 != "←" }).trimmed }
    let requests = lines.filter { line in
      ["GET ", "POST ", "DELETE ", "{"].contains { line.hasPrefix($0) }
    }
    return (requests.map { $0.replacing("https://felt.com/api/v2", with: "") }, shell.screen.messageText, folder)
  }

  @Test("A dry run of a script shows every request in order, captures as what they will be")
  func captures() throws {
    let run = try shown(
      """
      p = post /projects name=A visibility=workspace
      expect status 200
      map = post /maps title=B lat:=1
      post /maps/$map/move project_id=$p.id
      set title=$map.title
      post /maps/$map/update title="$title and $_.title"
      show_map $map
      get /maps/$map > out.json
      delete /maps/$map
      """)
    #expect(
      run.lines == [
        "POST /projects", #"{"name":"A","visibility":"workspace"}"#, "POST /maps", #"{"title":"B","lat":1}"#,
        "POST /maps/$map.id/move", #"{"project_id":"$p.id"}"#, "POST /maps/$map.id/update",
        #"{"title":"$map.title and $_.title"}"#, "GET /maps/$map.id", "GET /maps/$map.id", "DELETE /maps/$map.id",
      ], "\(run.lines)")
    #expect(run.told.hasSuffix("Nothing was sent."))
    #expect(run.folder.text(of: "out.json") == nil)
  }

  @Test("Loops over files are unrolled, and those over responses and both branches of what is not known shown once")
  func blocks() throws {
    let run = try shown(
      """
      for row in @sites.csv {
        map = post /maps title=$row.name
        if $row.name == A {
          get /maps/$map
        }
      }
      p = get /projects/x
      for map in $p.maps[*] {
        if $map.title == B {
          get /maps/$map
        } else {
          get /maps/$map.id/layers
        }
      }
      retry 5 every 1h {
        get /user
        expect $.a == b
      }
      finally {
        get /projects
      }
      """, files: ["sites.csv": "name\nA\nB\n"])
    #expect(
      run.lines == [
        "POST /maps", #"{"title":"A"}"#, "GET /maps/$map.id", "POST /maps", #"{"title":"B"}"#, "GET /projects/x",
        "GET /maps/$map.id", "GET /maps/$map.id/layers", "GET /user", "GET /projects",
      ], "\(run.lines)")
    #expect(run.told.contains("for each of $p.maps[*]:"))
  }
}
