import TestSupport
import Testing

@Suite struct SandboxTests {
  @Test("What a served sandbox holds is there again after a restart, with the same token and for its owner alone")
  func state() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/state.json"
    let first = try ServedSandbox(["--state", file])
    let made = try feltsh(["-c", "post /maps title=Kept --select $.id --raw"], environment: first.environment)
    #expect(made.status == 0)
    let id = made.output.filter { !$0.isNewline }
    #expect(try first.end() == .exited(143))
    let second = try ServedSandbox(["--state", file])
    #expect(second.token == first.token)
    let shown = try feltsh(["-c", "get /maps/\(id) --select $.title"], environment: second.environment)
    #expect(shown.output == "\"Kept\"\n")
    #expect(try second.end() == .exited(143))
    try folder.write("{}", to: "state.json")
    let refused = try feltsh(["sandbox", "--port", "0", "--state", file])
    #expect(refused.status == 2)
    #expect(refused.error.contains(file))
  }

  @Test("An empty sandbox holds nothing, and its options hold")
  func options() throws {
    let empty = try ServedSandbox(["--empty", "--rate", "1000/s", "--fault", "get /sources 503 retry-after=1"])
    #expect(try feltsh(["-c", "get /projects"], environment: empty.environment).output == "[]")
    #expect(try feltsh(["-c", "get /sources"], environment: empty.environment).status == 5)
  }
}
