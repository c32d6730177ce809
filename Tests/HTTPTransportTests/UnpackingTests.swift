import FeltAPI
import HTTPTransport
import TestSupport
import Testing

@Suite("Bodies that unpack to far more than was sent")
struct UnpackingTests {
  /// 41 MB of zeros: a part of a body that could go on for ever.
  private static let bomb = deflatedRun(cycles: 20_000)

  private func server(_ bytes: [UInt8] = bomb) throws -> RawServer {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 999999\r\n\r\n"
    return try RawServer([.takeRequest, .send(head), .sendBytes(bytes), .waitForClose])
  }

  @Test("Such a body is cancelled before all that was received is unpacked")
  func cancellation() throws {
    let pipe = try RawServerGate()
    let server = try server()
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

  @Test("The timeout holds while it is unpacked")
  func timeout() throws {
    let server = try server()
    let transport = CurlTransport(options: .init(timeout: 0.5))
    let start = ContinuousClock.now
    var pieces = 0
    let error = try Client.failure {
      _ = try transport.send(try Client.get(at: server)) { part in
        guard case .body = part else { return }
        pieces += 1
        // What takes the piece is slow; the rest of the packed bytes is there already.
        while ContinuousClock.now - start < .milliseconds(600) {}
      }
    }
    guard case .timedOut(_, seconds: 0.5) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(pieces <= 1)
  }

  @Test("Past the limit it is refused, and the error names the limit")
  func limit() throws {
    let server = try server()
    let transport = CurlTransport.patient()
    transport.options.maximumUnpackedBody = 1 << 20
    var received = 0
    let error = try Client.failure {
      _ = try transport.send(try Client.get(at: server)) { part in
        if case .body(let bytes) = part { received += bytes.count }
      }
    }
    #expect(error == TransportError(.bodyTooLarge(limit: 1 << 20), mayHaveHappened: true))
    #expect(error?.description.contains("1 MB: raise --max-body") == true)
    #expect(received <= 1 << 20)
  }

  @Test("A body that is compressed as well as ordinary data may exceed the limit")
  func ordinaryData() throws {
    let rows = (0..<100_000).map { "{\"id\":\($0 &* 7919 % 99_991),\"title\":\"Flood zone \($0)\"}" }
    let json = Array("[\(rows.joined(separator: ","))]".utf8)
    let server = try RawServer([.takeRequest] + Packing.gzip.reply(try Packing.gzip.pack(json)))
    let transport = CurlTransport.patient()
    transport.options.maximumUnpackedBody = 1 << 20
    #expect(try transport.send(try Client.get(at: server)).body == json)
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
