import TestSupport
import Testing

/// `wait` and `download` as a person sees them.
@Suite struct WaitScreenTests {
  private static let map = "MapMapMapMapMapMapMap1"

  private static func layer(_ status: String, _ progress: Int) -> RawServer.Step {
    .json(
      #"{"id":"LayLayLayLayLayLayLay1","type":"layer","name":"Roads","status":"\#(status)","progress":\#(progress)}"#)
  }

  private func start(_ server: RawServer) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--base-url", server.origin + "/api/v2", "--no-rc"],
      environment: ["HOME": "/nonexistent", "PAGER": "", "FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"],
      columns: 100,
      rows: 30)
    try terminal.waitForPrompt("> ")
    return terminal
  }

  @Test("A wait shows a bar that goes when it is over")
  func bar() throws {
    let server = try RawServer([
      .takeRequest, Self.layer("processing", 40), .takeRequest, Self.layer("completed", 100), .waitForClose,
    ])
    let terminal = try start(server)
    try terminal.type("wait /maps/\(Self.map)/layers/LayLayLayLayLayLayLay1\r")
    try terminal.waitForText("Roads  [========            ]  processing 40 %")
    try terminal.waitForText("Roads is completed")
    try terminal.waitForPrompt("> ")
    #expect(!terminal.screen.text.contains("[===="))
  }

  @Test("Control-C ends the pause of a wait at once, and says how far it was")
  func interrupted() throws {
    let server = try RawServer([
      .takeRequest, Self.layer("processing", 40), .takeRequest, Self.layer("processing", 41), .takeRequest,
      Self.layer("processing", 42), .takeRequest, Self.layer("processing", 43), .takeRequest,
      Self.layer("processing", 44), .waitForClose,
    ])
    let terminal = try start(server)
    try terminal.type("wait /maps/\(Self.map)/layers/LayLayLayLayLayLayLay1\r")
    try terminal.waitForText("processing 40 %")
    try terminal.type("\u{3}")
    try terminal.waitForText("interrupted: Roads is still processing")
    try terminal.waitForPrompt("✗> ")
    #expect(!terminal.screen.text.contains("[===="))
  }

  @Test("Control-C ends a download, and leaves the old file and nothing else")
  func download() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "out")
    let server = try RawServer(
      [.takeRequest, .json(#"{"export_link": "$ORIGIN/f?X-Amz-Signature=s"}"#, closes: true)],
      [.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n0123456789"), .waitForClose])
    let terminal = try start(server)
    try terminal.type("download /maps/m/layers/l to \(folder.file("out")) --force\r")
    try terminal.waitForText("out  [")
    try terminal.type("\u{3}")
    try terminal.waitForPrompt("✗> ")
    #expect(terminal.screen.text.contains("interrupted"))
    #expect(try folder.read("out") == "old")
    #expect(folder.names == ["out"])
  }
}
