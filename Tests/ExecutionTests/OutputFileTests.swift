import Foundation
import Execution
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ text: String) throws -> ShellHarness {
    let file = try folder.write(text, to: "a.felt")
    let clock = StepClock()
    let configuration = SandboxConfiguration(clock: { clock.now }, workTime: 1)
    let shell = try ShellHarness(sandbox: SandboxService(configuration: configuration), clock: clock)
    _ = ScriptRun(shell.executor).run(files: [file])
    return shell
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
  }

  @Test(
    "A file that a secret goes to is its owner's alone, also when it was there before",
    arguments: [
      "create_map_embed_token $map user_email==a@example.com > out",
      "create_map_embed_token $map user_email==a@example.com > /dev/null\nshow $.token > out",
      "made = create_map_embed_token $map user_email==a@example.com > /dev/null\n$made.token --raw >> out",
      "made = create_map_embed_token $map user_email==a@example.com > /dev/null\n"
        + "set line=\"a,$made.token\"\n$line --raw >> out",
    ])
  func secret(text: String) throws {
    try folder.write("before\n", to: "out", mode: 0o644)
    let shell = try run("map = find map \"Flood zones\" --select $.id\n" + text)
    #expect(try folder.read("out").contains("felt_embed_"), "\(shell.screen.messageText)")
    #expect(try mode("out") == 0o600)
  }

  @Test("Any other file keeps its permissions")
  func plain() throws {
    try folder.write("before\n", to: "out", mode: 0o644)
    _ = try run("map = find map \"Flood zones\" --select $.id\n$map.title --raw > out")
    #expect(try folder.read("out") == "Flood zones\n")
    #expect(try mode("out") == 0o644)
  }

  @Test("CSV that is added to a file has no second header")
  func csv() throws {
    _ = try run(
      "set none:=[]\n$none --csv name > out\nget /projects --csv name >> out\nget /projects --csv name >> out")
    #expect(
      try folder.read("out") == "name\r\nRiver survey\r\nOpen city\r\nRiver survey\r\nOpen city\r\n")
  }

  @Test("A folder that isn't there is told as that")
  func noFolder() throws {
    let shell = try run("get /user > none/out")
    #expect(shell.screen.messageText.contains("none: there is no such folder"), "\(shell.screen.messageText)")
  }

  @Test("An upload's response is the layer to download, whatever its group")
  func download() throws {
    try folder.write("name,lat,lng\nA,60,5\n", to: "a.csv")
    let shell = try run(
      "map = post /maps title=A\nlayer = upload a.csv to $map --wait\ndownload $layer as csv to out\n")
    #expect(try folder.read("out").contains("A"), "\(shell.screen.messageText)")
  }

  @Test("What stands behind the request of find says how a found thing is shown, or that nothing is sent")
  func found() throws {
    let shell = try run("find map \"Flood zones\" or post /maps title=A --select $.title")
    #expect(shell.screen.writtenText == "\"Flood zones\"\n")
    let dry = try run("find map Nothing or post /maps title=Nothing --dry-run\nget /projects --select $[*].name")
    #expect(dry.screen.writtenText.contains("POST ") && !dry.screen.writtenText.contains("\"id\""))
  }
}
