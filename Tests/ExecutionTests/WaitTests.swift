import Execution
import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What stands in a map's layer list.
private func layer(_ status: String, _ progress: Int, name: String = "Roads", id: String = layerID) -> String {
  #"{"id":"\#(id)","type":"layer","name":"\#(name)","status":"\#(status)","progress":\#(progress)}"#
}

private let mapID = "MapMapMapMapMapMapMap1"
private let layerID = "LayLayLayLayLayLayLay1"
private let groupID = "GrpGrpGrpGrpGrpGrpGrp1"

private func group(_ layers: String...) -> String {
  #"{"id":"\#(groupID)","type":"layer_group","name":"Data","layers":[\#(layers.joined(separator: ","))]}"#
}

@Suite struct WaitTests {
  /// A shell that is sent these bodies, one after another.
  private func shell(_ bodies: [String], clock: StepClock = StepClock(), isTerminal: Bool = false) throws
    -> ShellHarness
  {
    try ShellHarness(
      bodies.map { .init(body: $0) }, messages: ScreenTraits(isTerminal: isTerminal, width: 100), clock: clock)
  }

  private func paths(_ shell: ShellHarness) -> [String] { shell.transport.requests.map(\.path) }

  @Test("A layer is asked about until it is completed, with pauses that grow")
  func layers() throws {
    let clock = StepClock()
    let shell = try shell(
      [layer("uploading", 0), layer("processing", 10), layer("processing", 60), layer("completed", 100)], clock: clock)
    #expect(shell.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
    #expect(clock.pauses == [0.125, 0.25, 0.5])
    #expect(paths(shell) == Array(repeating: "/maps/\(mapID)/layers/\(layerID)", count: 4))
    #expect(shell.screen.messageText == "Roads is completed  875 ms")
    #expect(shell.screen.writtenText.isEmpty)
  }

  @Test(
    "Every response that promises something is waited for",
    arguments: [
      [
        "u = post /maps/\(mapID)/upload name=Roads\nwait $u",
        #"{"type":"upload_response","layer_id":"\#(layerID)","layer_group_id":"\#(groupID)"}"#,
        group(layer("completed", 100)), "/maps/\(mapID)/layer_groups/\(groupID)",
      ],
      [
        "u = post /maps/\(mapID)/upload name=Roads\nwait $u.layer_id",
        #"{"type":"upload_response","layer_id":"\#(layerID)","layer_group_id":"\#(groupID)"}"#,
        layer("completed", 100), "/maps/\(mapID)/layers/\(layerID)",
      ],
      [
        "post /maps/\(mapID)/layers/\(layerID)/refresh\nwait $_",
        #"{"type":"upload_response","layer_id":"\#(layerID)","layer_group_id":"\#(layerID)"}"#,
        layer("completed", 100), "/maps/\(mapID)/layers/\(layerID)",
      ],
      [
        "post /maps/\(mapID)/add_source_layer from=dataset dataset_id=\(layerID)\nwait $_",
        #"{"status":"accepted","links":{"layer_group":"https://felt.com/api/v2/maps/\#(mapID)/layer_groups/\#(groupID)"}}"#,
        group(layer("completed", 100)), "/maps/\(mapID)/layer_groups/\(groupID)",
      ],
      [
        "e = post /maps/\(mapID)/layers/\(layerID)/custom_export output_format=csv\nwait $e",
        #"{"export_request_id":"E1","poll_endpoint":"https://felt.com/api/v2/maps/\#(mapID)/layers/\#(layerID)/custom_exports/E1"}"#,
        #"{"export_id":"E1","status":"completed","download_url":"https://x"}"#,
        "/maps/\(mapID)/layers/\(layerID)/custom_exports/E1",
      ],
      [
        "post /sources/\(layerID)/sync\nwait $_", #"{"id":"\#(layerID)","type":"source_reference","name":"DB"}"#,
        #"{"id":"\#(layerID)","type":"source","name":"DB","sync_status":"completed"}"#, "/sources/\(layerID)",
      ],
      [
        "ls = get /maps/\(mapID)/layers\nwait $ls[0]", "[\(layer("processing", 1))]", layer("completed", 100),
        "/maps/\(mapID)/layers/\(layerID)",
      ],
      [
        "ls = get /maps/\(mapID)/layers\nwait $ls[0].id", "[\(layer("processing", 1))]", layer("completed", 100),
        "/maps/\(mapID)/layers/\(layerID)",
      ],
    ])
  func promises(_ texts: [String]) throws {
    let shell = try shell([texts[1], texts[2]])
    #expect(shell.run(texts[0]).status == .success, "\(shell.screen.messageText)")
    #expect(paths(shell).count == 2 && paths(shell).last == texts[3])
  }

  @Test("A group is all its layers, and one without layers waits for the first")
  func groups() throws {
    let second = "LayLayLayLayLayLayLay2"
    let shell = try shell([
      group(), group(layer("completed", 100)),
    ])
    #expect(shell.run("wait /maps/\(mapID)/layer_groups/\(groupID)").status == .success)
    #expect(paths(shell).count == 2)
    let two = try self.shell([
      group(layer("completed", 100), layer("processing", 50, id: second)),
      group(layer("completed", 100), layer("completed", 100, id: second)),
    ])
    #expect(two.run("wait /maps/\(mapID)/layer_groups/\(groupID)").status == .success)
    #expect(paths(two).count == 2)
  }

  @Test("A failure is a failure with Felt's own message")
  func failures() throws {
    let refusal = #"{"errors":[{"title":"Not ready","detail":"The file is not data."}]}"#
    let shell = try ShellHarness([.init(body: layer("failed", 0)), .init(status: 409, body: refusal)])
    let run = shell.run("wait /maps/\(mapID)/layers/\(layerID)")
    #expect(run.status == .expectationFailed)
    #expect(shell.screen.messageText.contains("Felt could not process Roads: The file is not data."))
    let source = try self.shell([
      #"{"id":"\#(layerID)","type":"source","name":"DB","sync_status":"failed","error":"no route to host"}"#
    ])
    #expect(source.run("wait /sources/\(layerID)").status == .expectationFailed)
    #expect(source.screen.messageText.contains("Felt could not process DB: no route to host"))
    let export = try self.shell([#"{"export_id":"E1","status":"failed","download_url":null}"#])
    #expect(export.run("wait /maps/\(mapID)/layers/\(layerID)/custom_exports/E1").status == .expectationFailed)
  }

  @Test("The end of the time says in which state it was, and the last pause is not longer than what is left")
  func timeouts() throws {
    let clock = StepClock()
    let shell = try shell(Array(repeating: layer("processing", 40), count: 9), clock: clock)
    #expect(shell.run("wait /maps/\(mapID)/layers/\(layerID) --timeout 2s").status == .expectationFailed)
    #expect(clock.pauses == [0.125, 0.25, 0.5, 1, 0.125])
    #expect(shell.screen.messageText.contains("Roads is still processing, 40 % after 2.0 s"))
  }

  @Test("Control-C ends a pause at once")
  func interrupted() throws {
    let shell = try shell(Array(repeating: layer("processing", 40), count: 9), clock: StepClock(interruptedAfter: 1))
    #expect(shell.run("wait /maps/\(mapID)/layers/\(layerID)").status == .interrupted)
    #expect(shell.screen.messageText.contains("\ninterrupted: Roads is still processing, 40 %\n  Felt continues"))
    #expect(paths(shell).count == 2)
  }

  @Test(
    "An address at another server is not asked",
    arguments: [
      "https://example.com/api/v2/maps/m/layers/l/custom_exports/E1", "http://felt.com:81/api/v2/maps/m",
      "https://felt.com.example.com/api/v2/maps/m", "https://felt.com/elsewhere", "//example.com/x",
    ])
  func otherServers(address: String) throws {
    let shell = try shell([#"{"export_request_id":"E1","poll_endpoint":"\#(address)"}"#])
    let run = shell.run("e = post /maps/\(mapID)/layers/\(layerID)/custom_export output_format=csv\nwait $e")
    #expect(run.status == .refused)
    #expect(shell.transport.requests.count == 1)
  }

  @Test(
    "What promises nothing is refused",
    arguments: [
      ("get /user\nwait $_", #"{"id":"u","name":"Ada"}"#, "there is nothing to wait for"),
      ("set a=\(layerID)\nwait /user", "{}", "there is nothing to wait for"),
      ("wait", "", "a path or a title is missing"), ("wait /maps/m --timeout soon", "", "soon is not a time"),
      ("wait /maps/m --timeout 9d", "", "9d is not a time"), ("wait $nothing", "", "there is no variable nothing"),
    ])
  func refused(line: String, body: String, message: String) throws {
    let shell = try shell([body])
    #expect(shell.run(line).status == .refused)
    #expect(shell.screen.messageText.contains(message), "\(shell.screen.messageText)")
  }

  @Test("A terminal shows a bar, and a log a line every ten seconds")
  func progress() throws {
    let bodies = [layer("processing", 40)] + Array(repeating: layer("processing", 60), count: 12)
    let terminal = try shell(bodies + [layer("completed", 100)], isTerminal: true)
    #expect(terminal.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
    #expect(terminal.screen.progressLines[0] == "Roads  [========            ]  processing 40 %  0 µs")
    #expect(terminal.screen.messageLines.count == 1)
    let log = try shell(bodies + [layer("completed", 100)])
    #expect(log.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
    #expect(log.screen.progressLines.isEmpty)
    #expect(log.screen.messageLines.first?.hasPrefix("Roads: processing 60 %, 1") ?? false)
    #expect((3...9).contains(log.screen.messageLines.count))
  }

  @Test("A dry run shows the request, and --read-only allows it")
  func dryRun() throws {
    let shell = try ShellHarness([]) { $0.isDryRun = true }
    #expect(shell.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.writtenText.contains("/maps/\(mapID)/layers/\(layerID)"))
    #expect(shell.screen.messageText == "Nothing was sent.")
    // Of a script that is said at its end.
    let script = try ShellHarness([]) { $0.isDryRun = true }
    let line = "wait /maps/\(mapID)/layers/\(layerID)\n"
    #expect(script.run(line + line, name: "a.felt").status == .success)
    #expect(script.screen.messageText.isEmpty)
    let reader = try ShellHarness([.init(body: layer("completed", 100))]) { $0.isReadOnly = true }
    #expect(reader.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
  }

  @Test("--verbose shows each request in words that can be typed")
  func verbose() throws {
    let shell = try ShellHarness([.init(body: layer("processing", 1)), .init(body: layer("completed", 100))]) {
      $0.isVerbose = true
    }
    #expect(shell.run("wait /maps/\(mapID)/layers/\(layerID)").status == .success)
    #expect(
      shell.screen.messageLines.prefix(2) == Array(repeating: "get /maps/\(mapID)/layers/\(layerID)", count: 2)[...])
  }
}

/// `wait` against the sandbox, where processing takes time.
@Suite struct WaitSandboxTests {
  private func shell(_ clock: StepClock, seed: UInt64 = 1, typed: Bool = false) throws -> ShellHarness {
    let service = SandboxService(configuration: SandboxConfiguration(clock: { clock.now }, seed: seed, workTime: 20))
    return try ShellHarness(sandbox: service, typed: typed ? [] : nil, clock: clock)
  }

  private static let imports = """
    map = post /maps title=Sites
    upload = post /maps/$map/upload name=Roads import_url=https://example.com/roads.geojson
    wait $upload
    get /maps/$map/layers/$upload.layer_id
    expect $.status == completed
    """

  @Test("An import is waited for, and a title is enough where cd went")
  func imports() throws {
    let clock = StepClock()
    let shell = try shell(clock, typed: true)
    #expect(shell.type(Self.imports) == .success, "\(shell.screen.messageText)")
    #expect(!clock.pauses.isEmpty)
    #expect(shell.type("post /maps/$map/layers/$upload.layer_id/refresh\ncd /maps/$map\nwait Roads") == .success)
    #expect(shell.type("wait $upload.layer_id\nwait $upload.layer_group_id\nwait $map") == .success)
  }

  @Test("A layer and a group are waited for by nothing but their ids, wherever they are")
  func ids() throws {
    let shell = try shell(StepClock())
    #expect(shell.run("layer = find layer Shelters\ngroup = find layer_group Hazard").status == .success)
    for name in ["layer", "group"] {
      guard case .object(let object)? = try shell.session.variables[name]?.value.json(), let id = object.text("id")
      else {
        Issue.record("there is no \(name)")
        continue
      }
      #expect(shell.run("wait \(id)").status == .success, "\(shell.screen.messageText)")
    }
    #expect(shell.run("wait \(layerID)").status == .refused)
    #expect(shell.screen.messageText.contains("there is nothing called \(layerID) here"))
  }

  @Test("A file that is not data fails, with the reason that the sandbox gives")
  func noData() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("{\"type\": \"Feature", to: "bad.geojson")
    let shell = try shell(StepClock())
    let run = shell.run("map = post /maps title=A\nlayer = upload '\(file)' to $map\nwait $layer")
    #expect(run.status == .expectationFailed)
    #expect(shell.screen.messageText.contains("Felt could not process bad: "), "\(shell.screen.messageText)")
  }

  @Test("A recording of a wait by title runs in a workspace with other ids")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let shell = try shell(StepClock(), typed: true)
    shell.type("record \(folder.file("a.felt"))")
    #expect(shell.type("cd 'Flood zones'\nwait Shelters\nwait Hazard") == .success)
    #expect(shell.type(Self.imports) == .success)
    shell.type("post /maps/$map/layers/$upload.layer_id/refresh\nwait $_\nrecord off")
    let script = try folder.read("a.felt")
    #expect(script.contains("wait $upload\n"), "\(script)")
    #expect(!script.contains("wait Shelters"))
    let other = try self.shell(StepClock(), seed: 2)
    #expect(other.run(script, name: folder.file("a.felt")).status == .success, "\(script)\n\(other.screen.messageText)")
  }
}
