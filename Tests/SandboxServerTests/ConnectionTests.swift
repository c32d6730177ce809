import FeltAPI
import NIOCore
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("Connections of the server")
struct ConnectionTests {
  @Test("Pipelined requests are handled only as fast as their responses are read")
  func pipelining() throws {
    let server = try TestServer()
    let client = try server.connect()
    let title = String(repeating: "x", count: 1_000_000)
    try client.send(server.request("POST", "/maps", body: #"{"title":"\#(title)"}"#))
    let id = try #require(try client.response().text.prefix(200).firstMatch(of: /"id":"(\w+)"/)?.1)
    let count = 40
    try client.send(String(repeating: server.request("GET", "/maps/\(id)"), count: count))
    // The server handles everything on one thread: it has had its turn with the first client after each of these.
    let other = try server.connect()
    for _ in 0..<50 {
      try other.send(server.request("GET", "/user"))
      #expect(try other.response().status == 200)
    }
    let handled = server.log.count { $0.contains("/maps/\(id)") }
    #expect(handled > 0 && handled < count / 2)
    for _ in 0..<10 { #expect(try client.response().body.count > 1_000_000) }
    #expect(server.log.count { $0.contains("/maps/\(id)") } > handled)
  }

  @Test("A client that doesn't read its response is disconnected after a while")
  func stalledReader() throws {
    var limits = ServerLimits()
    limits.sendTime = .milliseconds(20)
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    let title = String(repeating: "x", count: 5_000_000)
    try client.send(server.request("POST", "/maps", body: #"{"title":"\#(title)"}"#))
    let id = try #require(try client.response().text.prefix(200).firstMatch(of: /"id":"(\w+)"/)?.1)
    try client.send(String(repeating: server.request("GET", "/maps/\(id)"), count: 10))
    // Only the kernel's buffers take anything until the connection is closed.
    while try client.send(" ") {}
  }

  @Test(
    "A server stops without waiting for an import that stalls, and the next server on its state continues",
    .timeLimit(.minutes(5)))
  func stalledImport() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("state.json")
    let (asked, askedAgain) = (try RawServerGate(), try RawServerGate())
    let source = try RawServer(
      [.takeRequest, .run { asked.open() }, .waitForClose], [.takeRequest, .run { askedAgain.open() }, .waitForClose])
    let first = try TestServer(stateFile: StateFile(path))
    let client = try first.connect()
    try client.send(first.request("POST", "/maps", body: #"{"layer_urls":["\#(source.origin)/a.csv"]}"#))
    #expect(try client.response().status == 200)
    try asked.waitUntilOpen()
    // The transport of an import in the tests waits for an hour.
    try first.server.stop()
    let second = try TestServer(stateFile: StateFile(path), state: try StateFile(path).load())
    try askedAgain.waitUntilOpen()
    try second.server.stop()
  }
}
