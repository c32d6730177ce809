import FeltAPI
import HTTPTransport
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@Suite("Requests that are abandoned, wherever they are")
struct CancellationTests {
  @Test("What was cancelled before it began is not sent over a kept connection either")
  func onKeptConnection() throws {
    let pipe = try RawServerGate()
    let server = try RawServer([.takeRequest, answer("first"), .takeRequest, answer("third")])
    let transport = CurlTransport.patient(cancellation: pipe.descriptor)
    _ = try transport.send(try Client.get(at: server))
    pipe.open()
    let write = try Client.request(.post, "/second", at: server.origin, body: .json(Array("{}".utf8)))
    #expect(try Client.failure { _ = try transport.send(write) } == TransportError(.cancelled))
    transport.options.cancellation = nil
    let third = try transport.send(try Client.get("/third", at: server))
    #expect(third.text == "third")
    #expect(third.timing.reusedConnection)
    #expect(server.requests.map(\.line) == ["GET /maps HTTP/1.1", "GET /third HTTP/1.1"])
  }

  @Test("A handshake that stalls is cancelled within a second, and nothing was sent")
  func handshake() throws {
    let pipe = try RawServerGate()
    let cancelled = Mutex<ContinuousClock.Instant?>(nil)
    let server = try RawServer([
      .takeBytes(1),
      .run {
        cancelled.withLock { $0 = .now }
        pipe.open()
      },
      .waitForClose,
    ])
    let request = try Client.request(.post, at: "https://127.0.0.1:\(server.port)")
    let error = try Client.failure {
      _ = try CurlTransport.patient(cancellation: pipe.descriptor).send(request)
    }
    let time = cancelled.withLock { $0 }.map { ContinuousClock.now - $0 }
    #expect(error == TransportError(.cancelled))
    #expect(time ?? .seconds(99) < .seconds(1))
  }

  @Test("A body that unpacks to far more than was sent is cancelled before the rest is unpacked")
  func unpacking() throws {
    let pipe = try RawServerGate()
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 999999\r\n\r\n"
    let server = try RawServer([.takeRequest, .send(head), .sendBytes(Self.deflatedRun(cycles: 20_000)), .waitForClose])
    var received = 0
    let error = try Client.failure {
      _ = try CurlTransport.patient(cancellation: pipe.descriptor).send(try Client.get(at: server)) { part in
        guard case .body(let bytes) = part else { return }
        received += bytes.count
        pipe.open()
      }
    }
    #expect(error == TransportError(.cancelled, mayHaveHappened: true))
    #expect((1...100_000).contains(received))
  }

  /// The beginning of a deflated body: a zero, then in every 13 bytes 8 copies of the 258 zeros before. 20,000 of these
  /// are 260 kB that unpack to 41 MB. Source: RFC 1951, section 3.2.6.
  private static func deflatedRun(cycles: Int) -> [UInt8] {
    let copy = "11000101" + "00000"
    let bits = "110" + "00110000" + String(repeating: copy, count: 16)
    var bytes: [UInt8] = []
    for (position, bit) in bits.utf8.enumerated() {
      if position % 8 == 0 { bytes.append(0) }
      if bit == UInt8(ascii: "1") { bytes[position / 8] |= 1 << UInt8(position % 8) }
    }
    // The pattern repeats from the third byte on, for 13 bytes hold 8 copies of 13 bits.
    return Array(bytes.prefix(2)) + Array(repeating: bytes[2..<15], count: cycles).joined()
  }
}
