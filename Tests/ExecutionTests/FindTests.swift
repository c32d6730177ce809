import CommandLanguage
import Execution
import JSONText
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct FindTests {
  private func shell(seed: UInt64 = 1, typed: Bool = false, configure: (inout SessionOptions) -> Void = { _ in }) throws
    -> ShellHarness
  {
    try ShellHarness(
      sandbox: SandboxService(configuration: SandboxConfiguration(seed: seed, workTime: 0)), typed: typed ? [] : nil,
      configure: configure)
  }

  @Test(
    "Each kind of thing is found by its name, in a place or anywhere",
    arguments: [
      ("find map 'Flood zones' --select $.title", "Flood zones"),
      ("find map 'Flood zones' in 'River survey' --select $.title", "Flood zones"),
      ("find project 'River survey' --select $.name", "River survey"),
      ("find layer Shelters --select $.name", "Shelters"),
      ("find layer Levees in 'Flood zones' --select $.name", "Levees"),
      ("find layer Shelters in 'River survey' --select $.name", "Shelters"),
      ("m = find map 'Flood zones' --select $.title\nfind layer_group Hazard in $m --select $.name", "Hazard"),
      ("cd 'Flood zones'\nfind layer Levees in Hazard --select $.name", "Levees"),
      ("cd 'Flood zones'\nfind layer Shelters --select $.name", "Shelters"),
      ("find element_group 'Field notes' in 'Flood zones' --select $.name", "Field notes"),
      ("g = find element_group 'Field notes' --select $.name", "Field notes"),
    ])
  func kinds(line: String, name: String) throws {
    let shell = try shell()
    #expect(shell.run(line).status == .success, "\(shell.screen.messageText)")
    #expect(shell.screen.writtenText.split(separator: "\n").last == "\"\(name)\"")
  }

  @Test("A source is found, and what is found can be used like a response")
  func used() throws {
    let shell = try shell()
    let run = shell.run(
      """
      map = find map "Flood zones"
      expect $.title == "Flood zones"
      post /maps/$map/update title="Flood zones 2026"
      layer = find layer Shelters in $map
      get /maps/$map/layers/$layer.id
      expect $.name == Shelters
      group = find element_group "Field notes" in $map
      show_map_element_group $map $group.id
      """)
    #expect(run.status == .success, "\(shell.screen.messageText)")
  }

  @Test("A name that nothing has lists what there is, and one that several have where they are")
  func problems() throws {
    let shell = try shell()
    #expect(shell.run("find map 'Flod zones'").status == .expectationFailed)
    #expect(shell.screen.messageText.contains("there is no map called \"Flod zones\""))
    #expect(shell.screen.messageText.contains("did you mean \"Flood zones\"? there are \"Flood zones\", \"Gaug"))
    #expect(shell.run("find map A in 'Flood zones'").status == .refused)
    #expect(shell.screen.messageText.contains("maps are in projects"))
    #expect(shell.run("post /maps title='Flood zones'\nfind map 'Flood zones'").status == .expectationFailed)
    #expect(shell.screen.messageText.contains("2 maps are called \"Flood zones\""))
    #expect(shell.screen.messageText.contains("(in \"River survey\")"))
    #expect(shell.run("find map 'flood zones'").status == .expectationFailed)
    #expect(shell.run("find layer Levees in 'Open city'").status == .expectationFailed)
    #expect(shell.run("find source Nothing").status == .expectationFailed)
  }

  @Test("or makes a thing when there is none, and only then")
  func otherwise() throws {
    let shell = try shell()
    let line = "map = find map Sites or post /maps title=Sites description=mine"
    #expect(shell.run(line).status == .success, "\(shell.screen.messageText)")
    let first = try shell.session.variables["map"]?.value.json()
    #expect(shell.run(line).status == .success)
    #expect(try shell.session.variables["map"]?.value.json().object?["id"] == first?.object?["id"])
    #expect(shell.run("post /maps title=Sites\n" + line).status == .expectationFailed)
    let group = "g = find element_group Trees in $map or post /maps/$map/element_groups [0][name]=Trees"
    #expect(shell.run(group + "\nshow_map_element_group $map $g.id\n" + group).status == .success)
  }

  @Test(
    "What is wrong is found before anything is sent",
    arguments: [
      "find map A or", "find map A or ls", "find map", "find house A", "find map A in", "find map A B",
      "find map A or post /maps titel=A", "x = ls", "_ = find map A", "find map A or post /maps title=A or get /user",
    ])
  func refused(line: String) throws {
    let shell = try ShellHarness([])
    #expect(shell.run(line).status == .refused)
    #expect(shell.transport.requests.isEmpty)
  }

  @Test("A dry run sends nothing and shows what is looked through and what would be made")
  func dryRun() throws {
    let shell = try ShellHarness([]) { $0.isDryRun = true }
    #expect(shell.run("map = find map A or post /maps title=A").status == .success)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.writtenText.contains("/projects"))
    #expect(shell.screen.writtenText.contains("\"title\""))
  }

  @Test("A session that only reads finds, and makes nothing")
  func readOnly() throws {
    let shell = try shell { $0.isReadOnly = true }
    #expect(shell.run("find map 'Flood zones' or post /maps title='Flood zones'").status == .success)
    #expect(shell.run("find map Sites or post /maps title=Sites").status == .refused)
    #expect(shell.screen.messageText.contains("only reads"))
  }

  @Test("--verbose shows the requests in words that can be typed")
  func verbose() throws {
    let shell = try shell { $0.isVerbose = true }
    #expect(shell.run("find map 'Flood zones' in 'River survey'").status == .success)
    #expect(shell.screen.messageLines.contains { $0.hasPrefix("get /projects/") })
    #expect(shell.screen.messageLines.contains { $0.hasPrefix("get /maps/") })
  }

  @Test("A recording of what was found runs in a workspace with other ids, wherever cd went")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let shell = try shell(typed: true)
    shell.type("record \(folder.file("a.felt"))")
    let typed = """
      cd "Flood zones"
      layer = find layer Shelters
      post layers [0][id]=$layer.id [0][caption]=Beds
      map = find map "Sites" or post /maps title=Sites
      post /maps/$map/update description=ours
      copy = find map "Sites"
      post /maps/$copy/update description=theirs
      record off
      """
    for line in typed.split(separator: "\n") { shell.type(String(line)) }
    let script = try folder.read("a.felt")
    #expect(script.contains("find layer Shelters in /maps/$"), "\(script)")
    #expect(script.contains("map = find map \"Sites\" or post /maps title=Sites\n"), "\(script)")
    #expect(!script.contains("cd "))
    let other = try self.shell(seed: 2)
    let run = other.run(script, name: folder.file("a.felt"))
    #expect(run.status == .success, "\(script)\n\(other.screen.messageText)")
    #expect(other.run(script, name: folder.file("a.felt")).status == .success)
  }

  @Test("What was found is not the script's own, so that its deletion needs --yes")
  func deletions() throws {
    let table = CommandTable(commands: ShellCommand.all.map(\.spec), formats: [])
    func foreign(_ text: String) -> Int {
      Script(parsing: text, source: .script("a.felt"), table: table).foreignDeletions.count
    }
    #expect(foreign("map = post /maps title=A\ndelete /maps/$map") == 0)
    #expect(foreign("map = find map A\ndelete /maps/$map") == 1)
    #expect(foreign("map = find map A or post /maps title=A\ndelete /maps/$map") == 1)
    #expect(foreign("map = post /maps title=A\nmap = find map A\ndelete /maps/$map") == 1)
  }

  @Test("check counts a find, and knows what it gives")
  func checked() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([])
    let file = try folder.write(
      "map = find map A or post /maps title=A\nget /maps/$map\nlayer = find layer B in $map\nget /maps/$layer.titel\n",
      to: "a.felt")
    let script = Script(parsing: try folder.read("a.felt"), source: .script(file), table: shell.executor.table)
    var checker = ScriptChecker(session: shell.session, table: shell.executor.table)
    let report = checker.check(script)
    #expect(report.requests == 5 && report.writes == 1)
    #expect(report.problems.count == 1 && report.errorCount == 1)
    #expect(shell.transport.requests.isEmpty)
  }

  @Test("Kinds, titles, the words between and the request are offered")
  func completion() throws {
    let shell = try shell(typed: true)
    shell.type("get /maps/\(try mapID(shell))")
    #expect(shell.completions(of: "find la") == ["find layer", "find layer_group"])
    #expect(shell.completions(of: "find layer Sh") == ["find layer Shelters"])
    #expect(shell.completions(of: "find map Fl") == ["find map 'Flood zones'"])
    #expect(shell.completions(of: "m = fi") == ["m = find"])
    #expect(shell.completions(of: "m = find map A or pos") == ["m = find map A or post"])
    #expect(shell.completions(of: "find map A or post /maps ti").contains("find map A or post /maps title="))
    #expect(shell.completions(of: "find map A i") == ["find map A in"])
    #expect(shell.completions(of: "find layer A in Flood\\ z") == ["find layer A in 'Flood zones'"])
  }

  private func mapID(_ shell: ShellHarness) throws -> String {
    shell.type("m = find map 'Flood zones'")
    return try #require(try shell.session.variables["m"]?.value.json().object?.text("id"))
  }
}

extension JSONValue {
  fileprivate var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
}
