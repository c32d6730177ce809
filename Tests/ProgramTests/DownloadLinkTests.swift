import TestSupport
import Testing

/// Downloads of which the API doesn't say where the file is, or where it can't be had.
@Suite struct DownloadLinkTests {
  private static let token = "felt_pat_ABCDEFGHIJKLMNOPQRST"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("old", to: "out")
  }

  /// What comes of a download from an API that does this; the old file stays.
  private func download(_ steps: RawServer.Step..., retries: Int = 0) throws -> (run: ProgramRun, server: RawServer) {
    let server = try RawServer([.takeRequest] + steps)
    let run = try feltsh(
      [
        "--base-url", server.origin + "/api/v2", "--retries", String(retries), "-c",
        "download /maps/m/layers/l to '\(folder.file("out"))' --force",
      ], environment: ["FELT_API_TOKEN": Self.token])
    #expect(try folder.read("out") == "old")
    #expect(folder.names == ["out"] && server.connectionCount == 1)
    return (run, server)
  }

  private static func link(to address: String) -> RawServer.Step {
    .json(#"{"export_link": "\#(address)"}"#, closes: true)
  }

  @Test("Where nothing listens the request is sent again, and fails")
  func nothingListens() throws {
    let run = try download(Self.link(to: "http://127.0.0.1:\(try RawServer.unusedPort())/f"), retries: 1).run
    #expect(run.status == 3)
    #expect(run.error.contains("(1 of 1)") && run.error.contains("nothing listens at"), "\(run.error)")
  }

  /// What the API says in place of where the file is, the exit status and the message.
  private static let linkFaults: [String: (step: RawServer.Step, status: Int32, message: String)] = [
    "reset": (.reset, 3, "broke before a response came"),
    "cut": (.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"export"), 3, "broke off after 8 of 100 bytes"),
    "no link": (.json("{}"), 3, "has no address to download from"),
    "another port": (
      .send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n"), 4,
      "which is not followed"
    ),
    "another name": (
      .send("HTTP/1.1 307 Go\r\nLocation: http://localhost:1/x\r\nContent-Length: 0\r\n\r\n"), 4,
      "which is not followed"
    ),
  ]

  @Test(
    "When the API doesn't say where the file is, nothing is fetched, and the old file stays",
    arguments: linkFaults.keys.sorted())
  func links(name: String) throws {
    let fault = try #require(Self.linkFaults[name])
    let run = try download(fault.step).run
    #expect(run.status == fault.status, "\(run.error)")
    #expect(run.error.contains(fault.message), "\(run.error)")
  }

  @Test(
    "An address that is neither https nor on this machine is not asked",
    arguments: ["http://example.com/x", "ftp://example.com/x", "file:///etc/passwd", "", "/x"])
  func plainHTTP(address: String) throws {
    let run = try download(Self.link(to: address)).run
    #expect(run.status == 2, "\(run.error)")
  }
}
