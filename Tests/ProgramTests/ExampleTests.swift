import Foundation
import JSONText
import TestSupport
import Testing

@Suite struct ExampleTests {
  static let scripts =
    (try? FileManager.default.contentsOfDirectory(atPath: repository + "/examples"))?.filter {
      $0.hasSuffix(".felt") && !jobs.contains($0)
    }.sorted() ?? []
  /// The jobs are run as they are meant to be, see ``JobTests``.
  private static let jobs = Set(Job.all.map { $0.name + ".felt" })

  @Test("Each example runs to its end in the sandbox", arguments: scripts)
  func examples(name: String) throws {
    let run = try feltsh(["--sandbox", "run", "examples/" + name], directory: repository)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("examples/\(name): "))
  }

  @Test("Each example gives what it says in any world, and has nothing to bring up to date", arguments: scripts)
  func transcripts(name: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: repository + "/examples", toPath: folder.file("examples"))
    let text = try folder.read("examples/" + name)
    for seed in ["1", "2"] {
      let run = try feltsh(
        ["--sandbox", "--seed", seed, "test", "--update", "examples/" + name], directory: folder.path)
      #expect(run.status == 0 && !run.error.contains("warning"), "\(run.error)")
    }
    #expect(try folder.read("examples/" + name) == text)
    #expect(text.contains("\n#> 200\n"))
  }

  @Test("There are examples")
  func thereAreExamples() {
    #expect(Self.scripts.contains("first-map.felt"))
  }

  @Test("What is recorded from a session runs again in a new one")
  func replay() throws {
    let folder = try TemporaryFolder()
    let lines = """
      map = post /maps title="Recorded"
      gte /user
      get /maps/$_.id
      post /maps/$map/update title="Again"
      expect $.title == "Again"
      get /maps/nosuchmap
      delete /maps/$map
      """
    let recorded = try feltsh(
      ["--sandbox", "--on-error", "continue", "--record", "out.felt"], input: lines, directory: folder.path)
    #expect(recorded.status == 2)
    let script = try folder.read("out.felt")
    #expect(
      script == """
        # Recorded with feltsh; run it again with: feltsh run FILE
        map = post /maps title="Recorded"
        expect status 200
        post /maps/$map/update title="Again"
        expect $.title == "Again"
        expect status 200
        # get /maps/nosuchmap  (404: This workspace has nothing with this map_id.)
        # deletes "Again"
        delete /maps/$map
        expect status 204

        """)
    let replayed = try feltsh(["--sandbox", "--seed", "2", "run", "out.felt"], directory: folder.path)
    #expect(replayed.status == 0, "\(replayed.error)")
  }

  @Test("curl makes a map in the served sandbox, as Felt's documentation has it", .enabled(if: tool("curl")))
  func curl() throws {
    let sandbox = try ServedSandbox()
    let run = try ProgramRun.run(
      try toolPath("curl"),
      [
        "-sS", "-L", "-X", "POST", sandbox.baseURL + "maps", "-H", "Content-Type: application/json", "-H",
        "Authorization: Bearer \(sandbox.token)", "-d", #"{"title": "My newly created map"}"#,
      ])
    guard case .object(let map) = try JSONValue(parsing: run.outputBytes) else {
      Issue.record("\(run.output) \(run.error)")
      return
    }
    #expect(map["title"] == .string("My newly created map"))
    let shown = try feltsh(["-c", "get /maps/\(text(map["id"])) --select $.title"], environment: sandbox.environment)
    #expect(shown.output == "\"My newly created map\"\n", "\(shown.error)")
  }

  private func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value { text } else { "" }
  }
}

@Suite struct CheckedExampleTests {
  @Test("Each example passes the check", arguments: ExampleTests.scripts)
  func checked(name: String) throws {
    let run = try feltsh(["check", "examples/" + name], directory: repository)
    #expect(run.status == 0, "\(run.error)")
    #expect(!run.error.contains("error"))
  }

  @Test("A check that finds errors ends with status 2")
  func errors() throws {
    let folder = try TemporaryFolder()
    try folder.write("post /maps titel=A\n", to: "a.felt")
    let run = try feltsh(["check", "a.felt", "none.felt"], directory: folder.path)
    #expect(run.status == 2)
    #expect(run.error.contains("a.felt:1:12: error: there is no field titel"))
    #expect(run.error.contains("none.felt"))
  }
}
