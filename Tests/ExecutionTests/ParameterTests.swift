import Execution
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct ParameterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ text: String, variables: [String: String] = [:]) throws -> (shell: ShellHarness, RunSummary) {
    let file = try folder.write(text, to: "a.felt")
    let shell = try ShellHarness([.init(body: #"{"id":"A"}"#)], variables: variables)
    return (shell, ScriptRun(shell.executor).run(files: [file]))
  }

  @Test(
    "A variable that nothing sets is an error before anything is sent",
    arguments: [
      "get /user\nset key=$key\n", "get /user\nget /maps/$key\n",
      "get /user\nfor x in @none.csv {\n  get /maps/$key\n}\n",
    ])
  func missing(text: String) throws {
    let (shell, summary) = try run(text)
    #expect(summary.status == .refused)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.messageText.contains("there is no variable key"))
    #expect(shell.screen.messageText.contains("--var key=…"))
  }

  @Test(
    "What is set somewhere, has a default or is only asked for is not such an error",
    arguments: [
      "set key=${key:-A}\nget /maps/$key\n", "key = get /user\nget /maps/$key\n", "get /maps/${key:-A}\n",
      "if $key {\n  get /user\n}\nget /user\n",
    ])
  func given(text: String) throws {
    let (shell, _) = try run(text)
    #expect(!shell.transport.requests.isEmpty, "\(shell.screen.messageText)")
  }

  @Test("--var gives it")
  func option() throws {
    let (shell, _) = try run("set key=$key\nget /maps/$key\n", variables: ["key": "A"])
    #expect(shell.transport.requests.count == 1, "\(shell.screen.messageText)")
  }

  @Test("The help on a script has its comment, and its parameters with their defaults and comments")
  func help() throws {
    let text = """
      # Makes a map.
      # Every night.
      set title=${title:-Flood zones}  # of the map
      # Where it goes.
      set project=$project
      post /maps title=$title folder_id=$folder
      get /projects/$project
      """
    let file = try folder.write(text, to: "a.felt")
    let shell = try ShellHarness()
    #expect(try FileHelp(shell.executor).run(files: [file]))
    #expect(
      shell.screen.writtenText.split(separator: "\n").map(String.init) == [
        file, "  Makes a map.", "  Every night.", "Parameters", "  --var title=\"Flood zones\"  of the map",
        "  --var project=…, which has to be given  Where it goes.", "  --var folder=…, which has to be given",
      ])
    #expect(shell.transport.requests.isEmpty)
  }

  @Test("What a dry run of a script finds can be used in what follows, and no file is written")
  func dryRun() throws {
    let text = """
      map = find map A in "River survey" or post /maps title=A
      layer = upload a.felt to $map
      get /maps/$map/layers/$layer.layer_id > out
      $map --raw > out
      """
    let file = try folder.write(text, to: "a.felt")
    let shell = try ShellHarness(sandbox: SandboxService(configuration: SandboxConfiguration())) {
      $0.isDryRun = true
    }
    #expect(ScriptRun(shell.executor).run(files: [file]).status == .success, "\(shell.screen.messageText)")
    #expect(shell.screen.writtenText.contains("/maps/$map.id/layers/$layer.layer_id"), "\(shell.screen.writtenText)")
    #expect(folder.names == ["a.felt"])
  }
}
