import CommandLanguage
import Execution
import FeltAPI
import Presentation
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct AdviceTests {
  private func messages(_ line: String) throws -> String {
    let shell = try ShellHarness(sandbox: SandboxService(), typed: [])
    shell.type("m = post /maps title=A")
    shell.screen.clear()
    #expect(shell.type(line) == .refused)
    return shell.screen.messageText
  }

  @Test(
    "What people try first is refused with what to type instead",
    arguments: [
      ("get /maps", "no operation lists all maps", "get /projects"), ("get /maps", "", "cd TITLE"),
      ("update_map_layer $m name=B", "the body of this operation is a list", "[0][id]=… [0][name]=…?"),
      ("post /maps/$m/layers name=B", "the body of this operation is a list", "[0][id]=… [0][name]=…?"),
      ("post /maps/$m/layers/x/update_style style={color:red}", "", "style:='{"),
    ])
  func advice(line: String, message: String, advice: String) throws {
    let text = try messages(line)
    #expect(text.contains(message), "\(text)")
    #expect(text.contains(advice), "\(text)")
  }

  @Test("A base URL without /api/v2 is told by its 404 at /user, with the one to type")
  func base() throws {
    let shell = try ShellHarness([.init(status: 404, body: "not found"), .init(status: 404)])
    shell.type("base-url http://127.0.0.1:8080")
    shell.session.builder.token = try Token(shell.token)
    #expect(shell.type("whoami") == .clientError)
    #expect(
      shell.screen.messageText.contains("type base-url http://127.0.0.1:8080/api/v2"), "\(shell.screen.messageText)")
    shell.screen.clear()
    shell.type("base-url http://127.0.0.1:8080/api/v2")
    shell.type("get /user")
    #expect(!shell.screen.messageText.contains("is missing from the base URL"))
  }

  @Test("help export_map_comments says what comes back, and help layer has what there is on layers")
  func help() throws {
    let shell = try ShellHarness()
    shell.type("help export_map_comments")
    #expect(shell.screen.writtenText.contains("a list of comments, each with its replies"))
    shell.screen.clear()
    shell.type("help layer")
    for name in ["list_map_layers", "upload_map_layer", "update_map_layer_style", "create_layer_component"] {
      #expect(shell.screen.writtenText.contains(name))
    }
  }
}

@Suite struct CommandExampleTests {
  private static let setUp = """
    map = post /maps title="Flood zones"
    before = get /maps/$map
    after = get /maps/$map
    set city=Oslo
    layer = find layer Shelters
    """

  @Test(
    "help on a word of another program says what there is in its place, and help csv explains output",
    arguments: [
      ("help curl", "import curl"), ("help ?", "help lists"), ("help csv", "--csv"),
    ])
  func foreignTopics(line: String, expected: String) throws {
    let shell = try ShellHarness(token: nil)
    shell.run(line)
    #expect((shell.screen.messageText + shell.screen.writtenText).contains(expected), "\(shell.screen.messageText)")
  }

  @Test("The examples of every command's help run in the sandbox", arguments: ShellCommand.all.map(\.spec.name))
  func examples(name: String) throws {
    let spec = try #require(ShellCommand.all.first { $0.spec.name == name }?.spec)
    if ["edit", "cd", "import", "record", "export", "upload", "refresh"].contains(name) {
      #expect(spec.examples.count >= 2)
    }
    for example in spec.examples {
      let folder = try TemporaryFolder()
      let clock = StepClock()
      let service = SandboxService(configuration: .init(clock: { clock.now }))
      let shell = try ShellHarness(sandbox: service, typed: Array(repeating: "yes", count: 4), clock: clock) {
        options in
        options.environment = ["VISUAL": "true", "BROWSER": "true", "TMPDIR": folder.path]
      }
      let isPlace = example.contains("Flood zones") && !example.contains("$map") && !example.contains("title")
      shell.type(
        isPlace ? "get /user" : Self.setUp + "\nget " + (example.contains("name") ? "/projects" : "/maps/$map"))
      try folder.write(#"{"type":"Point","coordinates":[5,60]}"#, to: "roads.geojson")
      if name == "refresh" { shell.type("layer = upload https://example.com/roads.csv to $map") }
      if example == "record off" { shell.type("record \(folder.file("a.felt"))") }
      if example == "cd .." { shell.type("cd 'River survey'") }
      shell.screen.clear()
      let line = example.replacing("/tmp/", with: folder.path + "/")
      #expect(shell.type(line) == .success, "\(line): \(shell.screen.messageText)")
    }
  }
}
