import CommandLanguage
import Execution
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

/// `download` against the sandbox.
@Suite struct DownloadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func shell(
    seed: UInt64 = 1, faults: [String] = [], typed: Bool = false, clock: StepClock = StepClock(),
    configure: (inout SessionOptions) -> Void = { _ in }
  ) throws -> ShellHarness {
    let rules = try faults.map { try FaultRule(parsing: $0) }
    let configuration = SandboxConfiguration(clock: { clock.now }, seed: seed, faults: rules, workTime: 20)
    return try ShellHarness(
      sandbox: SandboxService(configuration: configuration), typed: typed ? [] : nil, clock: clock,
      configure: configure)
  }

  private var file: String { folder.file("out") }

  @Test(
    "A layer comes in its own format or another one, by title, variable or path",
    arguments: [
      ("cd 'Flood zones'\ndownload Shelters to 'OUT'", "{"),
      ("cd 'Flood zones'\ndownload Shelters as csv to 'OUT'", "name,beds"),
      ("layer = find layer Shelters\ndownload $layer as geojson to 'OUT'", "{"),
      ("layer = find layer Shelters in 'Flood zones'\ndownload $layer.id to 'OUT'", "{"),
      ("map = find map 'Flood zones'\ndownload $map.layers[?@.name=='Shelters'] to 'OUT'", "{"),
    ])
  func layers(text: String, start: String) throws {
    let shell = try shell()
    #expect(shell.run(text.replacing("OUT", with: file)).status == .success, "\(shell.screen.messageText)")
    let content = try folder.read("out")
    #expect(content.hasPrefix(start) && content.contains("City hall"), "\(content.prefix(80))")
    #expect(folder.names == ["out"])
    #expect(shell.screen.messageLines.last?.contains("out  ") ?? false)
  }

  @Test("An export that was asked for, one that is done and a link are downloaded")
  func exports() throws {
    let shell = try shell()
    let text = """
      layer = find layer Shelters
      map = find map "Flood zones"
      export = post /maps/$map/layers/$layer/custom_export output_format=csv
      download $export to 'OUT1'
      done = get /maps/$map/layers/$layer/custom_exports/$export.export_request_id
      download $done to 'OUT2'
      link = get /maps/$map/layers/$layer/get_export_link
      download $link to 'OUT3'
      """
    #expect(shell.run(text.replacing("OUT", with: file)).status == .success, "\(shell.screen.messageText)")
    #expect(folder.names.sorted() == ["out1", "out2", "out3"])
    #expect(try folder.read("out1") == (try folder.read("out2")))
  }

  @Test("A file that is there needs --force, and nothing is sent without it")
  func force() throws {
    try folder.write("old", to: "out")
    let shell = try shell()
    shell.run("layer = find layer Shelters")
    let count = shell.session.stepCount
    #expect(shell.run("download $layer to '\(file)'").status == .refused)
    #expect(shell.screen.messageText.contains("--force replaces it"))
    #expect(shell.session.stepCount == count + 1)
    #expect(try folder.read("out") == "old")
    #expect(shell.run("download $layer to '\(file)' --force").status == .success)
    #expect(try folder.read("out") != "old")
  }

  @Test(
    "What can't be downloaded is refused",
    arguments: [
      (
        "map = find map 'Flood zones'\ndownload $map to 'OUT'", "not a layer or an export", Execution.ExitStatus.refused
      ),
      ("cd 'Flood zones'\ndownload Shelters as pdf to 'OUT'", "one of csv, gpkg", .refused),
      ("cd 'Flood zones'\ndownload Shelters", "to and a file is missing", .refused),
      ("cd 'Flood zones'\ndownload Nothing to 'OUT'", "nothing called Nothing", .refused),
      ("cd 'Flood zones'\ndownload Shelters as pmtiles to 'OUT'", "could not process", .expectationFailed),
      ("link = get /user\ndownload $link to 'OUT'", "nothing to wait for", .refused),
      ("cd 'Flood zones'\ndownload Shelters to 'OUT/x'", "o such file", .refused),
    ])
  func refused(text: String, message: String, status: Execution.ExitStatus) throws {
    let shell = try shell()
    #expect(shell.run(text.replacing("OUT", with: file)).status == status)
    #expect(shell.screen.messageText.contains(message), "\(shell.screen.messageText)")
    #expect(folder.names.isEmpty)
  }

  @Test("A truncated body is an error, and the old file stays")
  func truncated() throws {
    try folder.write("old", to: "out")
    let shell = try shell(faults: ["get /storage/exports/** truncate=5"])
    #expect(shell.run("layer = find layer Shelters\ndownload $layer to '\(file)' --force").status == .noResponse)
    #expect(try folder.read("out") == "old")
    #expect(folder.names == ["out"])
  }

  @Test("A dry run sends nothing; a session that only reads asks for no export")
  func dryRunAndReadOnly() throws {
    let dry = try ShellHarness([]) { $0.isDryRun = true }
    #expect(dry.run("download /maps/m/layers/l as csv to '\(file)'").status == .success, "\(dry.screen.messageText)")
    #expect(dry.transport.requests.isEmpty)
    #expect(dry.screen.writtenText.contains("/maps/m/layers/l/custom_export"))
    let shell = try shell { $0.isReadOnly = true }
    #expect(shell.run("layer = find layer Shelters\ndownload $layer to '\(file)'").status == .success)
    #expect(shell.run("download $layer as csv to '\(file)' --force").status == .refused)
  }

  @Test("--verbose shows the requests in words that can be typed, and no signature")
  func verbose() throws {
    let shell = try shell { $0.isVerbose = true }
    #expect(shell.run("layer = find layer Shelters\ndownload $layer as csv to '\(file)'").status == .success)
    let lines = shell.screen.messageLines
    #expect(lines.contains { $0.hasPrefix("post /maps/") && $0.hasSuffix(#"/custom_export {"output_format":"csv"}"#) })
    #expect(lines.contains { $0.hasPrefix("get /maps/") && $0.contains("/custom_exports/") })
    #expect(lines.contains { $0.hasPrefix("# GET ") && $0.hasSuffix("without the token") })
    #expect(!shell.screen.messageText.contains("X-Amz"))
  }

  @Test("A script writes nothing outside of its folder, and check says so")
  func trust() throws {
    let shell = try shell()
    let text = "layer = find layer Shelters\ndownload $layer to ../out\n"
    let script = try folder.write(text, to: "a.felt")
    #expect(shell.run(text, name: script).status == .refused)
    #expect(shell.screen.messageText.contains("may not write outside of its own folder"))
    var checker = ScriptChecker(session: shell.session, table: shell.executor.table)
    let report = checker.check(Script(parsing: text, source: .script(script), table: shell.executor.table))
    #expect(report.errorCount == 1 && report.requests == 2)
    #expect(shell.run(text.replacing("../out", with: "out"), name: script).status == .success)
    #expect(folder.names.sorted() == ["a.felt", "out"])
  }

  @Test("A recording of downloads runs in a workspace with other ids")
  func recorded() throws {
    let shell = try shell(typed: true)
    shell.type("record \(folder.file("a.felt"))")
    shell.type("cd 'Flood zones'\ndownload Shelters as csv to '\(file)'")
    shell.type("cd /\nlayer = find layer Levees\ndownload $layer to '\(file)2'\nrecord off")
    #expect(folder.names.sorted() == ["a.felt", "out", "out2"], "\(shell.screen.messageText)")
    let script = try folder.read("a.felt").replacing(folder.path + "/", with: "new-")
    #expect(script.contains(" as csv to \"new-out\"\n"), "\(script)")
    #expect(script.contains("download $layer to \"new-out2\"\n"), "\(script)")
    #expect(!script.contains("X-Amz"))
    let other = try self.shell(seed: 2)
    #expect(other.run(script, name: folder.file("a.felt")).status == .success, "\(script)\n\(other.screen.messageText)")
    #expect(try folder.read("new-out").contains("City hall"))
  }
}
