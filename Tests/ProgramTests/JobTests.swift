import Foundation
import TestSupport
import Testing

/// A job of examples/, as somebody runs it every night.
struct Job: Sendable, CustomTestStringConvertible {
  let name: String
  /// What its parameters are.
  var variables: [String: String] = [:]
  /// Whether it deletes what it has not made.
  var deletes = false
  /// How a run ends; what is bad in the data is a failure that leaves the rest alone.
  var status: Int32 = 0
  /// Where to look what the job has made, and how.
  let look: String
  /// What is found there after each run.
  let found: [String]

  var testDescription: String { name }

  var options: [String] {
    (deletes ? ["--yes"] : []) + variables.flatMap { ["--var", "\($0.key)=\($0.value)"] }
  }

  static let all = [
    Job(
      name: "nightly-refresh", look: "map = find map \"River levels\"\nget /maps/$map/layers --select $[*].name",
      found: [#""Stations""#]),
    Job(
      name: "folder-upload", status: 2, look: "map = find map Shapefiles\nget /maps/$map/layers --select $[*].name",
      found: [#""bridges""#, #""weirs""#]),
    Job(
      name: "access-audit", variables: ["close": "yes"],
      look: "project = find project \"River survey\"\nshow $.maps[*].public_access",
      found: [#""private""#, #""private""#]),
    Job(
      name: "source-to-styled-layer", variables: ["password": "not-in-the-script"],
      look: "map = find map \"Field sensors\"\nget /maps/$map/layers --select $[*].style.style.color\n"
        + "get /sources --select $[*].name",
      found: [##""#2B6CB0""##, #""Field database""#]),
    Job(
      name: "map-per-customer", deletes: true,
      look: "project = find project Customers\nshow $.maps[*].title\nget /projects --select $[*].name",
      found: [
        #""Stations of Northern Water""#, #""Stations of Mills, Locks & Sons""#, #""River survey""#, #""Open city""#,
        #""Customers""#,
      ]),
    Job(name: "backup", look: "get /projects --select $[*].name", found: [#""River survey""#, #""Open city""#]),
    Job(
      name: "element-groups", deletes: true,
      look: "map = find map Sampling\nget /maps/$map/elements --select $.features[*].properties.text\n"
        + "show --select $.features[*].type\nget /maps/$map/element_groups --select $[*].name",
      found: [
        #""Sampling site 1""#, #""Sampling site 2""#, #""Towpath""#, #""Feature""#, #""Feature""#, #""Feature""#,
        #""Sites""#,
      ]),
    Job(
      name: "embed-tokens", status: 4, look: "get /projects --select $[*].name",
      found: [#""River survey""#, #""Open city""#]),
  ]
}

@Suite struct JobTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: repository + "/examples", toPath: folder.file("examples"))
  }

  private func run(_ job: Job, _ sandbox: ServedSandbox) throws -> ProgramRun {
    try feltsh(
      job.options + ["run", "examples/\(job.name).felt"], environment: sandbox.environment, directory: folder.path)
  }

  /// What a look around finds, a line each.
  private func look(_ commands: String, _ sandbox: ServedSandbox) throws -> [String] {
    let run = try feltsh(
      ["--color", "never"], input: commands, environment: sandbox.environment, directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    // What `find` has found is not what is looked for.
    return run.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("{") }
  }

  @Test("A job runs twice in a row in any world, and makes nothing twice", arguments: Job.all, [1, 2])
  func twice(job: Job, seed: Int) throws {
    let sandbox = try ServedSandbox(["--seed", "\(seed)"])
    let first = try run(job, sandbox)
    #expect(first.status == job.status, "\(first.error)")
    #expect(try look(job.look, sandbox) == job.found)
    let world = try World.text(of: sandbox)
    let second = try run(job, sandbox)
    #expect(second.status == job.status, "\(second.error)")
    #expect(try World.text(of: sandbox) == world)
    if seed == 1, PythonEnvironment.isAvailable { try runProgram(of: job, making: world) }
  }

  /// Runs the Python program that a job becomes, where nothing has run.
  private func runProgram(of job: Job, making world: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: repository + "/examples", toPath: folder.file("examples"))
    let export = try feltsh(
      ["-c", "export script \(job.name).felt python > program.py"], directory: folder.file("examples"))
    #expect(export.status == 0, "\(export.error)")
    let sandbox = try ServedSandbox()
    var environment = sandbox.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
    environment["PASSWORD"] = job.variables["password"]
    let arguments = job.variables.filter { $0.key != "password" }.flatMap { ["--\($0.key)", $0.value] }
    let program = try ProgramRun.run(
      "/bin/sh",
      ["-c", "cd \"$0\" && exec \"$@\"", folder.file("examples"), try PythonEnvironment.path(), "program.py"]
        + arguments, environment: environment, seconds: 60)
    #expect((program.status == 0) == (job.status == 0), "\(program.error)")
    #expect(try World.text(of: sandbox) == world)
  }

  @Test("A job has at most 25 lines, says on top what it is for, and passes the check", arguments: Job.all)
  func checked(job: Job) throws {
    let text = try folder.read("examples/\(job.name).felt")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count <= 25)
    #expect(text.hasPrefix("# "))
    let check = try feltsh(job.options + ["check", "examples/\(job.name).felt"], directory: folder.path)
    #expect(check.status == 0 && !check.error.contains("warning"), "\(check.error)")
    #expect(check.error.contains(", ok\n"))
    let dry = try feltsh(
      job.options + ["--sandbox", "--dry-run", "run", "examples/\(job.name).felt"], directory: folder.path)
    #expect(!dry.error.contains("there is no variable"), "\(dry.error)")
  }

  @Test("There is a job for each of the nights that the README lists, and it names them all")
  func listed() throws {
    let readme = try String(contentsOfFile: repository + "/README.md", encoding: .utf8)
    for job in Job.all { #expect(readme.contains("(examples/\(job.name).felt)")) }
    #expect(Job.all.count == 8)
  }

  // MARK: - What they leave on the disk

  private func runOnce(_ name: String) throws -> ProgramRun {
    try run(Job(name: name, look: "", found: []), ServedSandbox())
  }

  @Test("The audit has a header, and a row for each map as it was")
  func audit() throws {
    _ = try runOnce("access-audit")
    let lines = try folder.read("examples/access-audit.csv").components(separatedBy: "\r\n")
    #expect(lines.first == "title,public_access,project_id,url")
    #expect(
      lines.dropFirst().dropLast().map { $0.prefix { $0 != "," } } == [
        "Flood zones", "Gauging stations", "Street trees", "Bike network",
      ])
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.contains(",view_only,") })
  }

  @Test("The tokens are in a file that only its owner can read, a row for each good address")
  func tokens() throws {
    let run = try runOnce("embed-tokens")
    let lines = try folder.read("examples/embed-tokens.csv").split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != "," } } == ["email", "ada@example.com", "grace@example.com"])
    #expect(lines.dropFirst().allSatisfy { $0.contains(",felt_embed_") })
    #expect(!run.output.contains("felt_embed_") && !run.error.contains("felt_embed_"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("examples/embed-tokens.csv"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("The backup has an element, a thread and a layer a line, in the same order each time")
  func backup() throws {
    _ = try runOnce("backup")
    let names = folder.names(in: "examples/backup").filter { $0.hasSuffix("jsonl") }
    #expect(names.count == 12)
    let elements = try #require(names.first { $0.hasPrefix("Flood zones-") && $0.hasSuffix("-elements.jsonl") })
    let text = try folder.read("examples/backup/" + elements)
    #expect(text.split(separator: "\n").count == 3)
    _ = try runOnce("backup")
    #expect(try folder.read("examples/backup/" + elements) == text)
  }

  @Test("Of a customer's map that fails nothing is left, and the next run makes it")
  func cleaning() throws {
    let sandbox = try ServedSandbox()
    let job = try #require(Job.all.first { $0.name == "map-per-customer" })
    let style = try folder.read("examples/data/customers/green.json")
    try folder.write(#"{"version": "#, to: "examples/data/customers/green.json")
    let failed = try run(job, sandbox)
    #expect(failed.status != 0)
    let titles = "project = find project Customers\nshow $.maps[*].title"
    #expect(try look(titles, sandbox) == [#""Stations of Northern Water""#])
    #expect(try look("project = find project \"River survey\"\nshow $.maps[*].title", sandbox).count == 2)
    #expect(try folder.read("examples/embed-links.csv").split(separator: "\n").count == 2)
    try folder.write(style, to: "examples/data/customers/green.json")
    #expect(try run(job, sandbox).status == 0)
    #expect(try look(titles, sandbox).count == 2)
    #expect(try folder.read("examples/embed-links.csv").split(separator: "\n").count == 3)
  }
}
