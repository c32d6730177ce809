import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Requests that are ended early")
struct EndingTests {
  @Test("A response that does not come in time is a timeout, and the next request works")
  func timeout() throws {
    let server = try RawServer([.takeRequest, .waitForClose], [.takeRequest, reply("next")])
    let transport = CurlTransport(options: .init(timeout: 0.2))
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error == TransportError(.timedOut(.firstByte, seconds: 0.2), mayHaveHappened: true))
    transport.options.timeout = 40
    #expect(try transport.send(try Client.get(at: server)).text == "next")
  }

  @Test("A body that stalls is a timeout that says so")
  func stalledBody() throws {
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"), .waitForClose,
    ])
    let transport = CurlTransport(options: .init(timeout: 1))
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    guard case .timedOut(.stall, let seconds)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((0.5...1).contains(seconds))
    #expect(error?.mayHaveHappened == true)
  }

  @Test("A body that is still coming when its time is over is a timeout that says so")
  func slowBody() throws {
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(String(repeating: "x", count: 1 << 16)),
    ])
    let transport = CurlTransport(options: .init(timeout: 1))
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error == TransportError(.timedOut(.total, seconds: 1), mayHaveHappened: true))
  }

  @Test("A file may take longer than the timeout as long as it goes on coming")
  func slowFile() throws {
    struct Enough: Error {}
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(String(repeating: "x", count: 1 << 10)),
    ])
    let request = try StorageRequestBuilder().request(downloading: server.origin + "/file")
    let end = ContinuousClock.now + .seconds(1.5)
    #expect(throws: Enough.self) {
      try CurlTransport(options: .init(timeout: 1)).send(request) { _ in if .now > end { throw Enough() } }
    }
  }

  @Test("The phase of a timeout follows from how far the request was and how long nothing came")
  func phases() {
    func phase(_ isConnected: Bool, _ hasHead: Bool, silence: Double, timeout: Double = 60) -> TimeoutPhase {
      TimeoutPhase(isConnected: isConnected, hasHead: hasHead, silence: silence, timeout: timeout)
    }
    #expect(phase(false, false, silence: 60) == .connect)
    #expect(phase(true, false, silence: 60) == .firstByte)
    #expect(phase(true, true, silence: 10) == .stall)
    #expect(phase(true, true, silence: 9.9) == .total)
    #expect(phase(true, true, silence: 1.1, timeout: 2) == .stall)
    #expect(phase(true, true, silence: 0.9, timeout: 2) == .total)
  }

  @Test("Each timeout has a message of its own")
  func messages() {
    let messages = [TimeoutPhase.connect, .firstByte, .stall, .total].map {
      TransportError(.timedOut($0, seconds: 2.5)).description
    }
    #expect(Set(messages).count == 4)
    #expect(messages.allSatisfy { $0.contains("2.5 s") })
  }

  @Test("A handshake that stalls ends with the time allowed for connecting, and nothing was sent")
  func stalledHandshake() throws {
    let server = try RawServer([.waitForClose])
    let transport = CurlTransport(options: .init(timeout: 40, connectTimeout: 0.2))
    let request = try Client.request(.post, at: "https://127.0.0.1:\(server.port)")
    let error = try Client.failure { _ = try transport.send(request) }
    #expect(error == TransportError(.timedOut(.connect, seconds: 0.2)))
    #expect(server.connectionCount == 1)
  }

  @Test("A timeout that is not a positive number is the shortest one", arguments: [Double.nan, -1, 0])
  func oddTimeouts(timeout: Double) throws {
    let server = try RawServer([.takeRequest, .waitForClose])
    let transport = CurlTransport(options: .init(timeout: timeout, connectTimeout: timeout))
    guard case .timedOut = try Client.failure({ _ = try transport.send(try Client.get(at: server)) })?.reason else {
      Issue.record("there was no timeout")
      return
    }
  }

  @Test("A request is cancelled while its head or its body is awaited", arguments: [false, true])
  func cancellation(isInBody: Bool) throws {
    let pipe = try RawServerGate()
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"
    let server = try RawServer(
      [.takeRequest] + (isInBody ? [.send(start)] : [.run { pipe.open() }]) + [.waitForClose],
      [.takeRequest, reply("next")])
    let transport = CurlTransport.patient(cancellation: pipe.descriptor)
    let error = try Client.failure {
      _ = try transport.send(try Client.get(at: server)) { part in
        if case .body = part { pipe.open() }
      }
    }
    #expect(error == TransportError(.cancelled, mayHaveHappened: true))
    transport.options.cancellation = nil
    #expect(try transport.send(try Client.get(at: server)).text == "next")
  }

  @Test("A body that never pauses is cancelled as well")
  func cancellationOfFlood() throws {
    let pipe = try RawServerGate()
    let flood = String(repeating: "x", count: 1 << 20)
    let server = try RawServer(
      [.takeRequest, .send("HTTP/1.1 200 OK\r\n\r\n")] + Array(repeating: .send(flood), count: 256))
    var received = 0
    let error = try Client.failure {
      _ = try CurlTransport.patient(cancellation: pipe.descriptor).send(try Client.get(at: server)) { part in
        if case .body(let bytes) = part { received += bytes.count }
        if received > 1 << 20 { pipe.open() }
      }
    }
    #expect(error?.reason == .cancelled)
    #expect(received < 1 << 28)
  }

  @Test("A request that is cancelled before it begins is not sent")
  func cancelledBefore() throws {
    let pipe = try RawServerGate()
    pipe.open()
    let server = try RawServer([.takeRequest, .waitForClose])
    let transport = CurlTransport.patient(cancellation: pipe.descriptor)
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error?.reason == .cancelled)
  }

  private struct Enough: Error, Equatable {
    let part: String
  }

  @Test("An error of the receiver ends the request and is rethrown", arguments: ["head", "body"])
  func receiverThrows(part: String) throws {
    let server = try RawServer(
      [.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"), .waitForClose],
      [.takeRequest, reply("next")])
    let transport = CurlTransport.patient()
    #expect(throws: Enough(part: part)) {
      try transport.send(try Client.get(at: server)) { received in
        switch received {
        case .sent, .waiting: break
        case .head: if part == "head" { throw Enough(part: "head") }
        case .body: throw Enough(part: "body")
        }
      }
    }
    #expect(try transport.send(try Client.get(at: server)).text == "next")
    #expect(server.problems == [])
  }

  @Test("A request from within the receiver of another is refused, and the first goes on")
  func nested() throws {
    let server = try RawServer([.takeRequest, reply("first"), .takeRequest, reply("second")])
    let transport = CurlTransport.patient()
    var inner: TransportError?
    var text = ""
    _ = try transport.send(try Client.get(at: server)) { part in
      inner = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
      if case .body(let bytes) = part { text += String(decoding: bytes, as: UTF8.self) }
    }
    #expect(inner != nil)
    #expect(text == "first")
    #expect(try transport.send(try Client.get(at: server)).text == "second")
  }
}
