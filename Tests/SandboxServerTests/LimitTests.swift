import NIOCore
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("Limits of the socket")
struct LimitTests {
  @Test("Headers that are too large, or too many, are told so")
  func headers() throws {
    let server = try TestServer()
    for headers in [
      ["X: " + String(repeating: "x", count: 20_000)], (0..<200).map { "X-\($0): x" },
      (0..<90).map { "X-\($0): " + String(repeating: "x", count: 1000) },
    ] {
      let client = try server.connect()
      try client.send(server.request("GET", "/user", headers))
      #expect(try client.response().status == 431)
      #expect(try client.end() == [])
    }
  }

  @Test("A body that is too large is told so, and the client that goes on sending it can read that")
  func bodies() throws {
    let server = try TestServer()
    let announced = try server.connect()
    try announced.send(server.request("POST", "/maps", ["Content-Length: \(17 << 20)"]))
    try announced.send([UInt8](repeating: 0x20, count: 1 << 20))
    #expect(try announced.response().status == 413)
    let chunked = try server.connect()
    try chunked.send(
      server.request("POST", "/maps", ["Content-Type: application/json", "Transfer-Encoding: chunked"]))
    let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + Array("\r\n".utf8)
    for _ in 0..<18 { try chunked.send(chunk) }
    #expect(try chunked.response().status == 413)
    #expect(try chunked.end() == [])
  }

  /// Times so short that a test need not wait, but one, which is long.
  private func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
    var limits = ServerLimits()
    change(&limits)
    return limits
  }

  @Test("A client that is too slow with its head, its body or its next request is waited for no longer")
  func slowness() throws {
    let short = TimeAmount.milliseconds(20)
    let head = "POST /api/v2/maps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"
    for (limits, sent) in [
      (limits { $0.headTime = short }, "GET /api/v2/user HT"), (limits { $0.bodyTime = short }, head),
      (limits { $0.idleTime = short }, ""),
    ] {
      let server = try TestServer(limits: limits)
      let client = try server.connect()
      try client.send(sent)
      if sent != "" { #expect(try client.response().status == 408) }
      #expect(try client.end() == [])
    }
  }

  @Test("After a refusal, a client that goes on sending is heard no longer than a while")
  func lingering() throws {
    let server = try TestServer(limits: limits { $0.lingerTime = .milliseconds(20) })
    let client = try server.connect()
    try client.send(server.request("POST", "/maps", ["Content-Length: 99999999"]))
    #expect(try client.response().status == 413)
    #expect(try client.end() == [])
    // A server that heard it for ever would take all of these.
    var sent = 0
    while sent < 5_000_000, try client.send([0x20]) { sent += 1 }
    #expect(sent < 5_000_000)
  }

  @Test("A slow response does not make a slow client")
  func slowResponse() throws {
    let short = TimeAmount.milliseconds(20)
    let server = try TestServer(
      faults: ["get /user delay=100ms"],
      limits: limits { ($0.headTime, $0.bodyTime, $0.idleTime) = (short, short, .seconds(60)) })
    let client = try server.connect()
    try client.send(server.request("GET", "/user"))
    #expect(try client.response().status == 200)
  }

  @Test("A new connection takes the place of the one that has been idle for longest")
  func idleConnections() throws {
    let server = try TestServer(limits: limits { $0.connections = 2 })
    let idle = try (0..<2).map { _ in
      let client = try server.connect()
      try client.send(server.request("GET", "/user"))
      #expect(try client.response().status == 200)
      return client
    }
    let new = try server.connect()
    try new.send(server.request("GET", "/user"))
    #expect(try new.response().status == 200)
    #expect(try idle[0].end() == [])
    try idle[1].send(server.request("GET", "/user"))
    #expect(try idle[1].response().status == 200)
  }

  @Test("No connection is closed for another one while its request is under way")
  func busyConnections() throws {
    let server = try TestServer(limits: limits { $0.connections = 2 })
    let headers = ["Content-Type: application/json", "Content-Length: 2", "Expect: 100-continue"]
    let busy = try (0..<2).map { _ in
      let client = try server.connect()
      try client.send(server.request("POST", "/maps", headers))
      #expect(try client.response().status == 100)
      return client
    }
    #expect(try server.connect().end() ?? [] == [])
    for client in busy {
      try client.send("{}")
      #expect(try client.response().status == 200)
    }
  }
}
