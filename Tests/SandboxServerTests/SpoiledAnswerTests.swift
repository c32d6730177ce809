import FeltAPI
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("Faults on the socket")
struct SpoiledAnswerTests {
  @Test("A reset is a reset, and a body that ends early was announced in full")
  func spoiled() throws {
    let server = try TestServer(faults: ["get /user reset", "get /projects truncate=10"])
    let reset = try server.connect()
    try reset.send(server.request("GET", "/user"))
    #expect(try reset.end() == nil)
    let short = try server.connect()
    try short.send(server.request("GET", "/projects"))
    let answer = try short.answer()
    #expect(answer.body.count == 10)
    #expect(answer["Content-Length"].flatMap { Int($0) } ?? 0 > 10)
    #expect(try short.end() == [])
  }

  @Test("Slow bytes come one after another, and all of them")
  func slow() throws {
    let server = try TestServer(faults: ["get /user slow=1000"])
    let client = try server.connect()
    try client.send(server.request("GET", "/user") + server.request("GET", "/projects"))
    #expect(try client.answer().text.hasSuffix("}"))
    #expect(try client.answer().text.hasPrefix("["))
  }

  @Test("A client that leaves during a delay or a slow body does no harm")
  func leaving() throws {
    let server = try TestServer(faults: ["get /user delay=30ms", "get /projects slow=1000"])
    for target in ["/user", "/projects"] { try server.connect().send(server.request("GET", target)) }
    let client = try server.connect()
    try client.send(server.request("GET", "/maps/x"))
    #expect(try client.answer().status == 404)
  }

  @Test("The log tells of requests, and of nothing that is secret")
  func log() throws {
    let server = try TestServer(faults: ["delete /** 500"])
    let client = try server.connect()
    let token = server.service.token.secret
    try client.send(
      server.request("POST", "/maps/x/embed_token?user_email=ada%40example.com")
        + server.request("POST", "/maps", body: #"{"title":"my secret title"}"#)
        + server.request("GET", "/maps/\(token)") + server.request("DELETE", "/maps/x"))
    for _ in 0..<4 { _ = try client.answer() }
    let log = server.log
    #expect(log.count == 4)
    #expect(log.first?.hasPrefix("POST /api/v2/maps/x/embed_token 404 ") ?? false)
    #expect(log.last?.hasPrefix("DELETE /api/v2/maps/x 500 ") ?? false)
    let all = log.joined(separator: "\n")
    #expect(!all.contains("ada") && !all.contains("secret title") && !all.contains(token))
  }
}
