import FeltAPI
import HTTPTransport
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@Suite("Requests that are ended early")
struct EndingTests {
  @Test("An answer that does not come in time is a timeout, and the next request works")
  func timeout() throws {
    let server = try RawServer([.takeRequest, .waitForClose], [.takeRequest, answer("next")])
    let transport = CurlTransport(options: .init(timeout: 0.2))
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error == TransportError(.timedOut(0.2), mayHaveHappened: true))
    transport.options.timeout = 40
    #expect(try transport.send(try Client.get(at: server)).text == "next")
  }

  @Test("A body that stalls is a timeout as well")
  func stalledBody() throws {
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"), .waitForClose,
    ])
    let transport = CurlTransport(options: .init(timeout: 0.2))
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error == TransportError(.timedOut(0.2), mayHaveHappened: true))
  }

  @Test("A handshake that stalls ends with the time allowed for connecting, and nothing was sent")
  func stalledHandshake() throws {
    let server = try RawServer([.waitForClose])
    let transport = CurlTransport(options: .init(timeout: 40, connectTimeout: 0.2))
    let request = try Client.request(.post, at: "https://127.0.0.1:\(server.port)")
    let error = try Client.failure { _ = try transport.send(request) }
    #expect(error == TransportError(.timedOut(0.2)))
    #expect(server.connectionCount == 1)
  }

  @Test("A timeout that is no number of seconds does no harm", arguments: [Double.nan, -1, 0])
  func oddTimeouts(timeout: Double) throws {
    let server = try RawServer([.takeRequest, .waitForClose])
    let transport = CurlTransport(options: .init(timeout: timeout, connectTimeout: timeout))
    guard case .timedOut = try Client.failure({ _ = try transport.send(try Client.get(at: server)) })?.reason else {
      Issue.record("there was no timeout")
      return
    }
  }

  @Test("A request is cancelled within a second, while its head or its body is awaited", arguments: [false, true])
  func cancellation(isInBody: Bool) throws {
    let pipe = try RawServerGate()
    let cancelled = Mutex<ContinuousClock.Instant?>(nil)
    let cancel: @Sendable () -> Void = {
      cancelled.withLock { $0 = .now }
      pipe.open()
    }
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"
    let server = try RawServer(
      [.takeRequest] + (isInBody ? [.send(start)] : [.run(cancel)]) + [.waitForClose], [.takeRequest, answer("next")])
    let transport = CurlTransport.patient(cancellation: pipe.descriptor)
    let error = try Client.failure {
      _ = try transport.send(try Client.get(at: server)) { part in
        if case .body = part { cancel() }
      }
    }
    let time = cancelled.withLock { $0 }.map { ContinuousClock.now - $0 }
    #expect(error == TransportError(.cancelled, mayHaveHappened: true))
    print("cancelled while the \(isInBody ? "body" : "head") was awaited: \(time ?? .zero)")
    #expect(time ?? .seconds(99) < .seconds(1))
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

  @Test("What was cancelled before it began is not carried out")
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

  @Test("What the receiver throws ends the request and is thrown on", arguments: ["head", "body"])
  func receiverThrows(part: String) throws {
    let server = try RawServer(
      [.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcd"), .waitForClose],
      [.takeRequest, answer("next")])
    let transport = CurlTransport.patient()
    #expect(throws: Enough(part: part)) {
      try transport.send(try Client.get(at: server)) { received in
        switch received {
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
    let server = try RawServer([.takeRequest, answer("first"), .takeRequest, answer("second")])
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
