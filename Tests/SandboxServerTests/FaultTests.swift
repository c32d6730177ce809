import FeltAPI
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("Faults on the socket")
struct FaultTests {
  @Test("A reset is a reset, and a body that ends early was announced in full")
  func spoiled() throws {
    let server = try TestServer(faults: ["get /user reset", "get /projects truncate=10"])
    let reset = try server.connect()
    try reset.send(server.request("GET", "/user"))
    #expect(try reset.end() == nil)
    let short = try server.connect()
    try short.send(server.request("GET", "/projects"))
    let response = try short.response()
    #expect(response.body.count == 10)
    #expect(response["Content-Length"].flatMap { Int($0) } ?? 0 > 10)
    #expect(try short.end() == [])
  }

  @Test("Slow bytes come one after another, and all of them")
  func slow() throws {
    let server = try TestServer(faults: ["get /user slow=1000"])
    let client = try server.connect()
    try client.send(server.request("GET", "/user") + server.request("GET", "/projects"))
    #expect(try client.response().text.hasSuffix("}"))
    #expect(try client.response().text.hasPrefix("["))
  }

  @Test("A client that leaves during a delay or a slow body does no harm")
  func leaving() throws {
    let server = try TestServer(faults: ["get /user delay=30ms", "get /projects slow=1000"])
    for target in ["/user", "/projects"] { try server.connect().send(server.request("GET", target)) }
    let client = try server.connect()
    try client.send(server.request("GET", "/maps/x"))
    #expect(try client.response().status == 404)
  }
}
