import Foundation
import TestSupport
import Testing

/// Recordings of runs against a server: what is taken into them while a response is awaited.
@Suite struct RecordingOverHTTPTests {
  private static let ids = ["MapMapMapMapMapMapMap1", "MapMapMapMapMapMapMap2"]
  private static let token = "felt_pat_ABCDEFGHIJKLMNOPQRST"

  private static func map(_ id: String) -> [RawServer.Step] {
    [.takeRequest, .json(#"{"id": "\#(id)", "type": "map", "title": "Flood zones"}"#)]
  }

  private func arguments(_ server: RawServer, _ recording: String, _ script: String) -> [String] {
    ["--base-url", server.origin + "/api/v2", "--no-rc", "--record", recording, "run", script]
  }

  @Test("A map that was read and then changed is a parameter, whose lines come in their order")
  func readThenWrite() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      """
      get /maps/\(Self.ids[0])
      get /maps/\(Self.ids[1])
      post /maps/\(Self.ids[1])/update title=New
      get /maps/\(Self.ids[0])

      """, to: "in.felt")
    let server = try RawServer(
      [
        Self.map(Self.ids[0]), Self.map(Self.ids[1]), Self.map(Self.ids[1]), Self.map(Self.ids[0]),
      ].flatMap { $0 })
    let run = try feltsh(
      arguments(server, folder.file("out.felt"), script), environment: ["FELT_API_TOKEN": Self.token])
    #expect(run.status == 0, "\(run.error)")
    let lines = try folder.read("out.felt").split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    #expect(
      lines == ["set map2=${map2:-\(Self.ids[1])}", "post /maps/$map2/update title=New", "expect status 200"],
      "\(lines)")
  }

  @Test("A run that is killed while it waits has recorded all that had ended")
  func killedWhileWaiting() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      """
      get /maps/\(Self.ids[0])
      post /maps/\(Self.ids[0])/update title=New
      get /maps/\(Self.ids[1])
      get /projects

      """, to: "in.felt")
    let arrived = try RawServerGate()
    let server = try RawServer(
      [Self.map(Self.ids[0]), Self.map(Self.ids[0]), Self.map(Self.ids[1])].flatMap { $0 }
        + [.takeRequest, .run { arrived.open() }, .waitForClose])
    let terminal = try PseudoTerminal(
      "feltsh", arguments(server, folder.file("out.felt"), script),
      environment: ["HOME": "/nonexistent", "PAGER": "", "FELT_API_TOKEN": Self.token], columns: 80, rows: 24)
    try arrived.waitUntilOpen()
    terminal.signal(SIGKILL)
    _ = try terminal.waitForEnd()
    let text = try folder.read("out.felt")
    #expect(text.contains("post /maps/$map/update title=New\nexpect status 200\n"), "\(text)")
    let check = try feltsh(["check", folder.file("out.felt")])
    #expect(check.status == 0, "\(check.error)\(text)")
  }

  @Test("A secret that the response shows is a parameter in the line that was prepared while it was awaited")
  func lateSecret() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      "post /maps/\(Self.ids[0])/embed_token note=s3cr3t-value user_email==a@b.c --no-check\n", to: "in.felt")
    let server = try RawServer([.takeRequest, .json(#"{"token": "s3cr3t-value", "expires_at": 1}"#)])
    let run = try feltsh(
      arguments(server, folder.file("out.felt"), script), environment: ["FELT_API_TOKEN": Self.token])
    #expect(run.status == 0, "\(run.error)")
    let text = try folder.read("out.felt")
    #expect(text.contains(" note=$secret "), "\(text)")
    #expect(!text.contains("s3cr3t-value"), "\(text)")
  }

  @Test(
    "A recording that can't be written while a response is awaited is a failure that is told",
    .enabled(if: canLimitFiles))
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let ids = (10..<60).map { "MapMapMapMapMapMapMa\($0)" }
    let script = try folder.write(ids.map { "get /maps/\($0)\n" }.joined(), to: "in.felt")
    let server = try RawServer(ids.flatMap(Self.map))
    let program = try PseudoTerminal.product("feltsh")
    let command =
      "trap '' XFSZ; ulimit -f 1; \(program) "
      + arguments(server, folder.file("out.felt"), script).joined(separator: " ") + " 2>&1 >/dev/null | cat"
    let result = try ProgramRun.run(
      "/bin/bash", ["-c", command], environment: ["PATH": "/usr/bin:/bin", "FELT_API_TOKEN": Self.token])
    #expect(result.output.contains("Not recorded: \(folder.file("out.felt")): file too large."), "\(result.output)")
    #expect(result.output.contains("1 failed"), "\(result.output)")
  }
}
