import Execution
import FeltAPI
import JSONText
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct CaptureTests {
  /// What was recorded of a script in the sandbox, and whether it runs in one with other ids.
  private func recorded(_ lines: [String], folder: TemporaryFolder? = nil) throws -> (text: String, runs: Bool) {
    let folder = try folder ?? TemporaryFolder()
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: []) { $0.assumesYes = true }
    shell.type("record \(folder.file("out.felt"))")
    for line in lines {
      let status = shell.type(line)
      #expect(status == .success, "\(line): \(shell.screen.messageText)")
    }
    shell.type("record off")
    let text = try folder.read("out.felt")
    let replay = try ShellHarness(sandbox: RandomSession.service(seed: 2)) { $0.assumesYes = true }
    return (text, replay.run(text, name: folder.file("out.felt")).status == .success)
  }

  /// An id in the last response of a shell.
  private func shownID(_ shell: ShellHarness, _ path: String) throws -> String {
    let response = try #require(try shell.session.last?.json())
    return try #require(try JSONPath(parsing: path).values(in: response).first?.plainText)
  }

  @Test(
    "A text that a response happens to have too is written as it was typed",
    arguments: [
      "title=private", "title=default", "title=light", "title=map", "title=10", "title=\"Flood zones\"",
      "title=\"River survey\"", "title=view_only", "description=true", "description=null", "lat:=10", "zoom:=9",
      "basemap=#2B6CB0", "title=completed", "title=ada@sandbox.example", "title=\"Ada Marsh\"", "description=2.4",
      "title=id", "title=workspace",
    ])
  func plainTexts(_ item: String) throws {
    let (text, runs) = try recorded([
      "get /user", "get /projects", "cd \"Flood zones\"", "get .", "get layers", "post /maps \(item)",
      "post /maps \(item)",
    ])
    #expect(text.contains("post /maps \(item)\nexpect status 200\npost /maps \(item)\nexpect status 200\n"), "\(text)")
    #expect(!text.contains("$"), "\(text)")
    #expect(runs)
  }

  @Test("A variable in a query for what is shown is the script's own")
  func query() throws {
    let (text, runs) = try recorded([
      "p = get /projects", "cd 'Flood zones'", "project = get /projects/$p[0].id",
      "get /projects --select \"$[?@.id=='$project.id'].name\"", "expect status 200",
    ])
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(text)")
    #expect(text.contains(#"=='"$project.id"'].name"#), "\(text)")
    #expect(runs)
  }

  @Test("A name is not taken for an id, also when both are the same text")
  func equalTexts() throws {
    let (text, _) = try recorded([
      "set x=River", "post /projects name=River visibility=workspace", "post /maps title=River description=River",
    ])
    #expect(text.hasSuffix("post /maps title=River description=River\nexpect status 200\n"), "\(text)")
  }

  @Test("An id inside of a longer text is captured when no letter or digit is beside it")
  func embedded() throws {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: [])
    shell.type("get /user")
    let folder = try TemporaryFolder()
    shell.type("record \(folder.file("out.felt"))")
    shell.type("map = post /maps title=A")
    let id = try shownID(shell, "$.id")
    shell.type("post /maps title=\"copy of \(id)!\" description=x\(id)")
    shell.type("post /maps title=A <<END\n{\"title\":\"see https://felt.com/map/A-\(id)?x=1\"}\nEND")
    shell.type("post /maps {\"title\":\"see https://felt.com/map/A-\(id)?x=1\"}")
    shell.type("record off")
    let text = try folder.read("out.felt")
    #expect(text.contains("title=\"copy of \"$map.id\"!\" description=x\(id)"), "\(text)")
    #expect(text.contains("title=\"see https://felt.com/map/A-\"$map.id\"?x=1\""), "\(text)")
  }

  @Test("Ids from a listing, from a title, from a file and deep in a body are captured, and replay on other ids")
  func sources() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 1), typed: [])
    shell.type("list_projects")
    let id = try shownID(shell, "$[0].id")
    try folder.write(#"{"destination":{"project_id":"\#(id)"},"title":"copy"}"#, to: "copy.json")
    try folder.write(#"{"title":"A file without ids"}"#, to: "plain.json")
    let (text, runs) = try recorded(
      [
        "ls", "cd \"River survey\"", "ls", "post update name=\"River survey 2\"", "cd \"Flood zones\"",
        "post duplicate @\(folder.file("copy.json"))", "post /maps @\(folder.file("plain.json"))",
        "post move project_id=\(id)",
      ], folder: folder)
    #expect(!text.contains(id), "\(text)")
    #expect(text.contains("destination[project_id]=$"), "\(text)")
    #expect(text.contains("post /maps @\(folder.file("plain.json"))\n"), "\(text)")
    #expect(runs, "\(text)")
  }

  @Test("An id that no response gave is a parameter with its value as the default, which --var overrides")
  func parameters() throws {
    let (text, _) = try recorded(["set map=AbCdEfGhIjKlMnOpQrStUv"])
    #expect(!text.contains("AbCd"))
    let folder = try TemporaryFolder()
    let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","type":"map","title":"Flood zones"}"#
    let shell = try ShellHarness([.init(body: map), .init(body: map)], typed: [])
    shell.type("record \(folder.file("out.felt"))")
    shell.type("post /maps/AbCdEfGhIjKlMnOpQrStUv/update title=A")
    shell.type("record off")
    let recorded = try folder.read("out.felt")
    #expect(recorded.contains("set map=${map:-AbCdEfGhIjKlMnOpQrStUv}\n"), "\(recorded)")
    let replay = try ShellHarness(variables: ["map": "ZzCdEfGhIjKlMnOpQrStUv"])
    #expect(replay.run(recorded).status == .success)
    #expect(replay.transport.requests.map(\.path) == ["/maps/ZzCdEfGhIjKlMnOpQrStUv/update"])
  }
}
