import FeltAPI
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("The request log")
struct LogTests {
  @Test("It has a line for each request, and no query, body or token")
  func lines() throws {
    let server = try TestServer(faults: ["delete /** 500"])
    let client = try server.connect()
    let token = server.service.token.secret
    try client.send(
      server.request("POST", "/maps/x/embed_token?user_email=ada%40example.com")
        + server.request("POST", "/maps", body: #"{"title":"my secret title"}"#)
        + server.request("GET", "/maps/\(token)") + server.request("DELETE", "/maps/x"))
    for _ in 0..<4 { _ = try client.response() }
    let log = server.log
    #expect(log.count == 4)
    #expect(log.first?.hasPrefix("POST /api/v2/maps/x/embed_token 404 ") ?? false)
    #expect(log.last?.hasPrefix("DELETE /api/v2/maps/x 500 ") ?? false)
    let all = log.joined(separator: "\n")
    #expect(!all.contains("ada") && !all.contains("secret title") && !all.contains(token))
  }

  @Test("A token in a path is redacted, however often it is percent-encoded", arguments: [1, 2, 3])
  func encodedToken(times: Int) throws {
    let server = try TestServer()
    let client = try server.connect()
    let secret = "abcdefghijklmnop0123456789"
    var path = "%66elt_pat_\(secret)"
    for _ in 1..<times { path = path.replacing("%", with: "%25") }
    try client.send(server.request("GET", "/maps/\(path)"))
    #expect(try client.response().status == 404)
    #expect(server.log.count == 1)
    #expect(!server.log.joined().contains(secret.dropLast(4)), "\(server.log)")
  }
}
