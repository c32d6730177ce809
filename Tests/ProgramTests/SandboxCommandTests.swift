import Foundation
import TestSupport
import Testing

@Suite struct SandboxCommandTests {
  @Test("The help and the README tell of every option of the sandbox")
  func told() throws {
    let texts = [
      try feltsh(["sandbox", "--help"]).output, try feltsh(["help", "sandbox"]).output,
      try String(contentsOfFile: repository + "/README.md", encoding: .utf8),
    ]
    for text in texts {
      for option in ["--port", "--state", "--empty", "--fault", "--rate"] {
        #expect(text.contains(option), "\(option)")
      }
    }
  }

  @Test("It prints two variables for a shell to take, logs on stderr without secrets, and ends as it is told to")
  func variables() throws {
    let folder = try TemporaryFolder()
    let program = try PseudoTerminal.product("feltsh")
    let script = """
      : >out
      '\(program)' sandbox --port 0 --state state.json >out 2>err & server=$!
      trap 'kill $server 2>/dev/null' EXIT
      while [ "$(wc -l <out)" -lt 2 ]; do kill -0 $server || exit 1; done
      . ./out
      '\(program)' -c 'post /maps title=Kept --select $.title' -c 'get /maps/nosuch?key=1 --no-check' >answers 2>/dev/null
      FELT_API_TOKEN=$(sed -n 's/.*second workspace: //p' err) '\(program)' -c 'get /user --select $.name' >second 2>/dev/null
      kill -TERM $server; wait $server; echo $? >status
      """
    _ = try ProgramRun.run("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], directory: folder.path)
    let lines = try folder.read("out").split(separator: "\n").map(String.init)
    try #require(lines.count == 2)
    #expect(lines[0].hasPrefix("export FELT_BASE_URL=http://127.0.0.1:") && lines[0].hasSuffix("/api/v2/"))
    #expect(lines[1].hasPrefix("export FELT_API_TOKEN=felt_pat_"))
    #expect(try folder.read("answers").hasPrefix("\"Kept\"\n{\"errors\":"))
    #expect(try folder.read("second") == "\"Grace Field\"\n")
    let log = try folder.read("err")
    #expect(log.contains("POST /api/v2/maps 200 "))
    #expect(!log.contains(lines[1].dropFirst("export FELT_API_TOKEN=".count)))
    #expect(try folder.read("status") == "143\n")
    #expect(try folder.read("state.json").contains("Kept"))
  }

  @Test("Clients that stay idle on the last descriptor there is shut nobody out")
  func descriptors() throws {
    let served = try ServedSandbox(descriptors: 40)
    let port = try #require(URL(string: served.baseURL)?.port)
    let idle = try (0..<60).map { _ in try RawClient(port: port) }
    for _ in 0..<3 {
      let run = try feltsh(["-c", "get /user --select $.name"], environment: served.environment)
      #expect(run.output == "\"Ada Marsh\"\n", "\(run.error)")
    }
    #expect(idle.count == 60)
  }

  @Test(
    "What it was told is refused when it is wrong",
    arguments: [
      (["--port", "99999"], "65535"), (["--rate", "fast"], "fast"), (["--fault", "purge /x 500"], "purge"),
      (["--state", "state.json"], "state.json"), (["nonsense"], "nonsense"),
    ])
  func refusals(arguments: [String], word: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"feltsh_sandbox\":", to: "state.json")
    let run = try feltsh(["sandbox", "--port", "0"] + arguments, directory: folder.path)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains(word), "\(run.error)")
  }
}
