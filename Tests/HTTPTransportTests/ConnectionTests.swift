import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Connections, kept and lost")
struct ConnectionTests {
  @Test("A second request goes over the connection of the first")
  func reuse() throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    let first = try transport.send(try Client.get(at: server))
    let second = try transport.send(try Client.request(.post, at: server.origin))
    #expect([first.text, second.text] == ["1", "2"])
    #expect([first.timing.reusedConnection, second.timing.reusedConnection] == [false, true])
    #expect(server.requests.map(\.connection) == [0, 0])
  }

  @Test("The phases of a request come one after the other")
  func timing() throws {
    let server = try RawServer([.takeRequest, reply("1")])
    let timing = try CurlTransport.patient().send(try Client.get(at: server)).timing
    #expect(timing.connect > 0)
    #expect(timing.tls == 0)
    #expect(timing.nameLookup <= timing.connect)
    #expect(timing.connect <= timing.firstByte)
    #expect(timing.firstByte <= timing.total)
  }

  @Test("A connection that the server closed between two requests is not an error", arguments: [false, true])
  func stale(wasReset: Bool) throws {
    let server = try RawServer(
      [.takeRequest, reply("1")] + (wasReset ? [.reset] : []), [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    server.waitForEnd(of: 0)
    let second = try transport.send(try Client.request(.post, at: server.origin))
    #expect(second.text == "2")
    #expect(!second.timing.reusedConnection)
  }

  @Test("A read whose kept connection breaks before a response is sent again")
  func repeatedRead() throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest], [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    #expect(try transport.send(try Client.get(at: server)).text == "2")
    #expect(server.requests.map(\.connection) == [0, 0, 1])
  }

  @Test("A request that was sent again says so", arguments: [HTTPRequest.Method.delete, .get])
  func attempts(method: HTTPRequest.Method) throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest], [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    #expect(try transport.send(try Client.request(method, at: server.origin)).attemptCount == 1)
    #expect(try transport.send(try Client.request(method, at: server.origin)).attemptCount == 2)
  }

  @Test(
    "What lay on a kept connection before a request was sent is not its response",
    arguments: [HTTPRequest.Method.get, .post])
  func planted(method: HTTPRequest.Method) throws {
    let (kept, sent) = (try RawServerGate(), try RawServerGate())
    let server = try RawServer(
      [.takeRequest, reply("1"), .wait(kept), reply("planted"), .run { sent.open() }, .waitForClose],
      [.takeRequest, reply("2"), .takeRequest, reply("3")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    kept.open()
    try sent.waitUntilOpen()
    #expect(try transport.send(try Client.request(method, at: server.origin)).text == "2")
    let third = try transport.send(try Client.request(method, at: server.origin))
    #expect(third.text == "3" && third.timing.reusedConnection)
    #expect(server.requests.map(\.connection) == [0, 1, 1])
  }

  @Test("What comes together with a response is not the next one")
  func appended() throws {
    let server = try RawServer(
      [
        .takeRequest,
        .send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
      ],
      [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    #expect(try transport.send(try Client.get(at: server)).text == "1")
    #expect(try transport.send(try Client.get(at: server)).text == "2")
  }

  @Test(
    "A write whose kept connection breaks is never sent twice, because it may have happened", arguments: [false, true])
  func unrepeatedWrite(hasBody: Bool) throws {
    let server = try RawServer(
      [.takeRequest, reply("1"), .takeRequest], [.takeRequest, reply("twice")], [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    let post = try Client.request(.post, at: server.origin, body: hasBody ? .json(Array("{}".utf8)) : .none)
    let error = try Client.failure { _ = try transport.send(post) }
    guard case .connectionLost = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.mayHaveHappened == true)
    #expect(server.requests.count == 2)
    #expect(try transport.send(post).text == "2")
  }

  @Test("A reset before a response is a lost connection")
  func reset() throws {
    let server = try RawServer([.takeRequest, .reset])
    let error = try Client.failure { _ = try CurlTransport.patient().send(try Client.get(at: server)) }
    guard case .connectionLost = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.mayHaveHappened == true)
  }

  @Test("A connection closed without a response is lost")
  func emptyReply() throws {
    let server = try RawServer([.takeRequest])
    let error = try Client.failure { _ = try CurlTransport.patient().send(try Client.get(at: server)) }
    #expect(error == TransportError(.connectionLost("it was closed without one"), mayHaveHappened: true))
  }

  @Test("A head that is cut off is a lost connection, and the request may have happened")
  func truncatedHead() throws {
    for head in ["HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 2", "HTTP/1.1 103 Early\r\n\r\n"] {
      let server = try RawServer([.takeRequest, .send(head)])
      let request = try Client.request(.post, at: server.origin, body: .json(Array("{}".utf8)))
      let error = try Client.failure { _ = try CurlTransport.patient().send(request) }
      guard case .connectionLost = error?.reason, error?.mayHaveHappened == true else {
        Issue.record("\(head.debugDescription): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("A body that ends too early is truncated, and the error says how much of it came")
  func truncated() throws {
    let server = try RawServer([.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd")])
    var body: [UInt8] = []
    let error = try Client.failure {
      _ = try CurlTransport.patient().send(try Client.get(at: server)) { part in
        if case .body(let bytes) = part { body += bytes }
      }
    }
    #expect(error == TransportError(.truncated(received: 4, expected: 10), mayHaveHappened: true))
    #expect(body == Array("abcd".utf8))
  }

  @Test(
    "A chunked body that ends too early is truncated, of an unknown length",
    arguments: ["4|abcd|", "a|abcd", "4|abcd|0|"], [false, true])
  func truncatedChunks(body: String, isReset: Bool) throws {
    let gate = try RawServerGate()
    let server = try RawServer(
      [
        .takeRequest,
        .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body.replacing("|", with: "\r\n")), .wait(gate),
      ]
        + (isReset ? [.reset] : []))
    let error = try Client.failure {
      _ = try CurlTransport.patient().send(try Client.get(at: server)) { part in
        if case .body = part { gate.open() }
      }
    }
    #expect(error == TransportError(.truncated(received: 4, expected: nil), mayHaveHappened: true))
  }

  @Test("Of a compressed body whose connection ends too early, the packed bytes are counted")
  func truncatedCompressed() throws {
    let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 4, 0, 0xFB, 0xFF, 0x61, 0x62]
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 90\r\n\r\n"),
      .sendBytes(start),
    ])
    let error = try Client.failure { _ = try CurlTransport.patient().send(try Client.get(at: server)) }
    #expect(error == TransportError(.truncated(received: start.count, expected: 90), mayHaveHappened: true))
  }

  @Test("A reset in the middle of a body is a truncated body")
  func resetInBody() throws {
    let gate = try RawServerGate()
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"), .wait(gate), .reset,
    ])
    let error = try Client.failure {
      _ = try CurlTransport.patient().send(try Client.get(at: server)) { part in
        if case .body = part { gate.open() }
      }
    }
    #expect(error == TransportError(.truncated(received: 4, expected: 10), mayHaveHappened: true))
  }

  @Test("Where nothing listens, the connection is refused, and nothing was sent")
  func refused() throws {
    let port = try RawServer.unusedPort()
    let request = try Client.request(.get, at: "http://127.0.0.1:\(port)")
    let error = try Client.failure { _ = try CurlTransport.patient().send(request) }
    #expect(error == TransportError(.connectionRefused("127.0.0.1:\(port)")))
  }

  @Test("An unknown host is named, and nothing was sent")
  func unknownHost() throws {
    let request = try Client.request(.get, at: "https://nosuch.invalid")
    let error = try Client.failure { _ = try CurlTransport.patient().send(request) }
    #expect(error == TransportError(.unknownHost("nosuch.invalid")))
  }

  @Test(
    "A response that is not HTTP is an error", arguments: ["SSH-2.0-OpenSSH_9.2|", "|||", "HTTP/1.1|"])
  func notHTTP(text: String) throws {
    let server = try RawServer([.takeRequest, .send(text.replacing("|", with: "\r\n"))])
    let error = try Client.failure { _ = try CurlTransport.patient().send(try Client.get(at: server)) }
    #expect(error?.mayHaveHappened == true)
    if case .timedOut = error?.reason { Issue.record("it was waited for") }
  }
}
