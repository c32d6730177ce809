import CommandLanguage
import Execution
import JSONText
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct BlockRecordingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title\nA\nB\n", to: "sites.csv")
  }

  /// What is recorded of what a person types against a sandbox.
  private func recorded(_ text: String, seed: UInt64 = 1) throws -> (text: String, world: World) {
    let service = SandboxService(configuration: SandboxConfiguration(clock: { 1_800_000_000 }, seed: seed, workTime: 0))
    let shell = try ShellHarness(sandbox: service, typed: [])
    shell.type("record '\(folder.path)/out.felt'")
    shell.type(text)
    shell.type("record off")
    return (try folder.read("out.felt"), try World(service))
  }

  /// The world that a recording makes with other ids.
  private func replayed(seed: UInt64) throws -> World {
    let service = SandboxService(configuration: SandboxConfiguration(clock: { 1_800_000_000 }, seed: seed, workTime: 0))
    let shell = try ShellHarness(sandbox: service)
    #expect(
      ScriptRun(shell.executor).run(files: [folder.file("out.felt")]).status == .success, "\(shell.screen.messageText)")
    return try World(service)
  }

  @Test("A block is recorded as it was typed, and gives the same world with other ids")
  func asTyped() throws {
    let block = """
      for row in @sites.csv {
        map = post /maps title=$row.title
        if $map.title == "A" {
          post /maps/$map/update description=first
        }
        get /maps/$map
      }
      """
    let (text, world) = try recorded(block.replacing("@sites", with: "@\(folder.path)/sites"))
    #expect(text.contains("for row in @\(folder.path)/sites.csv {\n  map = post"), "\(text)")
    let local = text.replacing("\(folder.path)/", with: "")
    #expect(local.hasSuffix(block + "\n"), "\(text)")
    #expect(local.contains("# It needs a file beside it: sites.csv"))
    try folder.write(local, to: "out.felt")
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }

  @Test("What comes from outside of a block is captured: variables, ids that responses gave, and those that none gave")
  func captures() throws {
    let (text, world) = try recorded(
      """
      get /projects
      p = post /projects name=New visibility=workspace
      if $p {
        for n in $p.none {
          get /user
        }
        map = post /maps title=Inner
        post /maps/$map/move project_id=$p.id
        m = post /maps title=$p.name
      }
      get /maps/$p.none
      """)
    #expect(text.contains("p = post /projects name=New visibility=workspace\n"))
    #expect(text.contains("if $p {\n"), "\(text)")
    #expect(text.contains("    for n in $p.none {\n") || text.contains("  for n in $p.none {\n"), "\(text)")
    #expect(text.contains("  post /maps/$map/move project_id=$p.id\n"))
    #expect(!text.contains("get /projects\n"))
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }

  @Test(
    "A literal id in a block becomes the variable of the response that gave it, and relative paths are written whole")
  func literals() throws {
    let service = SandboxService(configuration: SandboxConfiguration(clock: { 1_800_000_000 }, seed: 1, workTime: 0))
    let shell = try ShellHarness(sandbox: service, typed: [])
    shell.type("record '\(folder.path)/out.felt'")
    shell.type("m = post /maps title=A")
    let response = try #require(shell.session.last).json()
    guard case .object(let object) = response, let id = object.text("id") else { return }
    shell.type("cd /maps/\(id)")
    shell.type(
      "if status == 200 {\n  post /maps/\(id)/update title=B\n  post update description=C\n} else {\n  delete /maps/\(id)\n}"
    )
    shell.type("record off")
    let text = try folder.read("out.felt")
    #expect(
      text.contains(
        "if status 200 {\n  post /maps/$m.id/update title=B\n  post /maps/$m.id/update description=C\n} else {\n  delete /maps/$m.id\n}"
      ), "\(text)")
    #expect(!text.contains(id))
  }

  @Test("A variable that a block gives another value is the script's own afterwards")
  func reassigned() throws {
    let (text, world) = try recorded(
      "m = post /maps title=A\nif $m {\n  m = post /maps title=B\n}\npost /maps/$m/update title=C")
    #expect(text.contains("post /maps/$m/update title=C"), "\(text)")
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }

  @Test("What came last in a block is that again in the script")
  func lastOfBlock() throws {
    let (text, world) = try recorded(
      "if not $nothing {\n  post /maps title=Inner\n}\npost /maps/$_/update title=Outer\nm = get /maps/$_.id")
    #expect(text.contains("post /maps/$_/update title=Outer"), "\(text)")
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }

  @Test("A block that only reads is left out, and one that failed is a comment")
  func leftOut() throws {
    let (text, _) = try recorded(
      "get /projects\nfor p in $_ {\n  get /projects/$p\n}\nif not $x {\n  post /maps title=A nonsense=1\n}")
    #expect(!text.contains("for p"), "\(text)")
    #expect(text.contains("# if not $x { …  (failed)"))
  }

  @Test("Names that the recording chose give way to those of a block")
  func names() throws {
    let (text, world) = try recorded(
      """
      post /maps title=Outer
      post /maps/$_/update description=1
      if not $nothing {
        map = post /maps title=Inner
        post /maps/$map/update description=2
      }
      """)
    #expect(text.contains("map2 = post /maps title=Outer"), "\(text)")
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }

  @Test("No secret of a block is written")
  func secrets() throws {
    let (text, _) = try recorded(
      "if not $x {\n  header X-Api-Key hunter22hunter22\n  post /maps title=hunter22hunter22\n}")
    #expect(!text.contains("hunter22"), "\(text)")
  }

  @Test("A name that a block gives to what it finds is not one that the recording gave to something else")
  func foundNames() throws {
    let (text, world) = try recorded(
      """
      post /maps title=First
      if $_.id {
        map = find map "Flood zones"
        post /maps/$map/update title=Second
      }
      """)
    #expect(text.contains("map2 = post /maps title=First"), "\(text)")
    let difference = try replayed(seed: 7).difference(from: world)
    #expect(difference == nil, "\(difference ?? "")\n\(text)")
  }
}
