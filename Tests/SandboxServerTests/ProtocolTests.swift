import FeltAPI
import NIOCore
import Sandbox
import SandboxServer
import Synchronization
import TestSupport
import Testing

/// The socket, as clients find it that feltsh's authors did not write.
@Suite struct ProtocolTests {
  private let service = SandboxService()

  private func withServer(
    _ limits: ServerLimits = ServerLimits(), log: (@Sendable (String) -> Void)? = nil,
    _ body: (RawClient, LoopbackServer) throws -> Void
  ) throws {
    let server = try LoopbackServer(service: service, port: 0, limits: limits, log: log)
    defer { server.stop() }
    try body(RawClient(port: server.port), server)
  }

  private var authorization: (String, String) {
    ("Authorization", service.token.authorizationHeaderValue())
  }

  @Test("Requests that are sent at once are answered in their order, on the one connection")
  func pipelining() throws {
    try withServer { client, _ in
      let head = "Host: 127.0.0.1\r\nAuthorization: \(authorization.1)\r\n"
      let body = #"{"title":"Piped"}"#
      try client.send(
        "GET /api/v2/user HTTP/1.1\r\n\(head)\r\nPOST /api/v2/maps HTTP/1.1\r\n\(head)Content-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)HEAD /api/v2/user HTTP/1.1\r\n\(head)\r\n"
          + "GET /api/v2/maps/x HTTP/1.1\r\n\(head)\r\n")
      let user = try client.answer()
      #expect(String(decoding: user.body, as: UTF8.self).contains("Ada Marsh"))
      #expect(String(decoding: try client.answer().body, as: UTF8.self).contains("Piped"))
      let bodiless = try client.answer(hasBody: false)
      #expect(bodiless.header("content-length") == String(user.body.count))
      #expect(try client.answer().status == 404)
    }
  }

  @Test("A request in the smallest pieces is taken, and one with a chunked body")
  func pieces() throws {
    try withServer { client, _ in
      let text =
        "POST /api/v2/maps HTTP/1.1\r\nhost: localhost\r\nauthorization: bearer \(service.token.secret)\r\n"
        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"title\":\r\n5\r\n\"Bit\"\r\n1\r\n}\r\n0\r\n\r\n"
      for byte in text.utf8 { try client.send([byte]) }
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(String(decoding: answer.body, as: UTF8.self).contains("\"Bit\""))
    }
  }

  @Test("A client that asks whether to go on is told to, or not to")
  func expectation() throws {
    try withServer { client, server in
      // Two lengths that are not the same are a trick.
      try client.send("POST", "/api/v2/maps", headers: [authorization, ("Content-Length", "2")])
      #expect(try client.answer().status == 400)
      let other = try RawClient(port: server.port)
      try other.send(
        "POST /api/v2/maps HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
          + "Content-Type: application/json\r\nAuthorization: \(authorization.1)\r\n\r\n")
      #expect(try other.answer().status == 100)
      try other.send("{}")
      #expect(try other.answer().status == 200)
      let third = try RawClient(port: server.port)
      try third.send("GET", "/api/v2/user", headers: [authorization, ("Expect", "magic")])
      #expect(try third.answer().status == 417)
    }
  }

  @Test(
    "Who comes by a foreign name or from a foreign page is refused",
    arguments: [
      ("felt.com", nil, 421), ("127.0.0.1.example.com", nil, 421), ("10.0.0.1:80", nil, 421), ("", nil, 421),
      ("127.0.0.1", "https://example.com", 403), ("127.0.0.1", "null", 403), ("localhost:99", nil, 200),
      ("[::1]:8787", nil, 200), ("127.0.0.1", "http://localhost:3000", 200),
    ] as [(String, String?, Int)])
  func guests(host: String, origin: String?, status: Int) throws {
    try withServer { client, _ in
      let headers = [authorization] + (origin.map { [("Origin", $0)] } ?? [])
      try client.send("GET", "/api/v2/user", headers: headers, host: host)
      #expect(try client.answer().status == status)
    }
  }

  @Test("Headers and bodies have limits")
  func limits() throws {
    try withServer { client, server in
      try client.send("GET", "/api/v2/user", headers: [("X-Long", String(repeating: "x", count: 20_000))])
      #expect(try client.answer().status == 431)
      let second = try RawClient(port: server.port)
      try second.send("GET", "/api/v2/user", headers: (0..<200).map { ("X-\($0)", "x") })
      #expect(try second.answer().status == 431)
      let third = try RawClient(port: server.port)
      try third.send("POST /api/v2/maps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999999\r\n\r\n")
      let refusal = try third.answer()
      #expect(refusal.status == 413 && refusal.header("connection") == "close")
      let fourth = try RawClient(port: server.port)
      try fourth.send("this is not HTTP\r\n\r\n")
      #expect(try fourth.answer().status == 400)
    }
  }

  @Test("A client that is too slow is left, in the head, in the body and between requests")
  func slowness() throws {
    var limits = ServerLimits()
    (limits.headTime, limits.bodyTime, limits.idleTime) = (.milliseconds(40), .milliseconds(40), .milliseconds(40))
    try withServer(limits) { client, server in
      try client.send("GET /api/v2/user HT")
      #expect(client.isClosed())
      let second = try RawClient(port: server.port)
      try second.send("POST /api/v2/maps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{")
      #expect(second.isClosed())
      let third = try RawClient(port: server.port)
      try third.send("GET", "/api/v2/user", headers: [authorization])
      #expect(try third.answer().status == 200)
      #expect(third.isClosed())
    }
  }

  @Test("The log has a line for each request, without what is secret")
  func log() throws {
    let lines = Mutex<[String]>([])
    try withServer(log: { line in lines.withLock { $0.append(line) } }) { client, _ in
      try client.send("GET", "/api/v2/user?secret=hidden", headers: [authorization])
      _ = try client.answer()
      try client.send("GET", "/api/v2/maps/\(service.token.secret)", headers: [authorization])
      _ = try client.answer()
    }
    let text = lines.withLock { $0.joined(separator: "\n") }
    #expect(text.contains("GET /api/v2/user 200"))
    #expect(!text.contains("hidden") && !text.contains(service.token.secret))
  }

  @Test("Faults are seen on the wire: resets, bodies cut short, slow bytes, other statuses")
  func faults() throws {
    let rules = try [
      "get /maps/reset reset", "get /user truncate=10 every=2", "get /projects slow=2000", "get /maps/late delay=20ms",
      "get /maps/* 503 retry-after=1",
    ].map { try FaultRule(parsing: $0) }
    let service = SandboxService(configuration: SandboxConfiguration(faults: rules))
    let server = try LoopbackServer(service: service, port: 0)
    defer { server.stop() }
    let headers = [("Authorization", service.token.authorizationHeaderValue())]
    let client = try RawClient(port: server.port)
    try client.send("GET", "/api/v2/user", headers: headers)
    let whole = try client.answer().body
    try client.send("GET", "/api/v2/user", headers: headers)
    let cut = String(decoding: client.rest(), as: UTF8.self)
    #expect(cut.contains("content-length: \(whole.count)") || cut.contains("Content-Length: \(whole.count)"))
    #expect(cut.hasSuffix(String(decoding: whole.prefix(10), as: UTF8.self)))
    let second = try RawClient(port: server.port)
    try second.send("GET", "/api/v2/maps/reset", headers: headers)
    #expect(second.rest().isEmpty)
    let third = try RawClient(port: server.port)
    for (path, status) in [("projects", 200), ("maps/late", 404), ("maps/other", 503)] {
      try third.send("GET", "/api/v2/\(path)", headers: headers)
      #expect(try third.answer().status == status, "\(path)")
    }
  }
}
