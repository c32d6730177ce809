import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Bodies that are read while they are sent")
struct StreamedUploadTests {
  /// A body of pieces of the same length.
  private static func body(pieces: Int, of length: Int = 1 << 16) -> StreamedBody {
    StreamedBody(byteCount: pieces * length, summary: "data") { Pieces(count: pieces, length: length) }
  }

  private final class Pieces: BodyReader {
    private var count: Int
    private let length: Int
    init(count: Int, length: Int) { (self.count, self.length) = (count, length) }
    func next() -> [UInt8] {
      count -= 1
      return count < 0 ? [] : [UInt8](repeating: UInt8(truncatingIfNeeded: count), count: length)
    }
  }

  private static func request(_ body: StreamedBody, at origin: String) throws -> Request {
    try StorageRequestBuilder().request(posting: StorageForm([], fileName: "a.bin", content: body), to: origin + "/up")
  }

  private static func transport(timeout: Double) -> CurlTransport {
    CurlTransport(options: .init(timeout: timeout))
  }

  @Test("A form arrives whole with its length in front, without a token, and how far it is is told")
  func arrives() throws {
    let server = try RawServer([.takeRequest, reply("", status: "204 No Content")])
    var counts: [Int] = []
    let response = try CurlTransport.patient().send(try Self.request(Self.body(pieces: 40), at: server.origin)) {
      part in
      if case .sent(let count) = part { counts.append(count) }
    }
    #expect(response.status == 204)
    let received = try #require(server.requests.first)
    #expect(received.line == "POST /up HTTP/1.1")
    #expect(received.values("content-length") == ["\(received.body.count)"])
    #expect(received.values("authorization").isEmpty && received.values("expect").isEmpty)
    #expect(counts == counts.sorted() && counts.count > 2 && counts.last == received.body.count)
  }

  @Test("A response that trickles in after a body is whole")
  func trickle() throws {
    let server = try RawServer([.takeRequest, .drip("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")])
    #expect(try CurlTransport.patient().send(try Self.request(Self.body(pieces: 1), at: server.origin)).text == "{}")
  }

  @Test("A server that takes nothing more is told from one that doesn't respond")
  func stalls() throws {
    let gate = try RawServerGate()
    let stalled = try RawServer([.takeHead, .wait(gate)])
    let error = try Client.failure {
      _ = try Self.transport(timeout: 0.3).send(try Self.request(Self.body(pieces: 2000), at: stalled.origin))
    }
    #expect(error == TransportError(.timedOut(.sending, seconds: 0.3), mayHaveHappened: true))
    let silent = try RawServer([.takeRequest, .wait(gate)])
    let second = try Client.failure {
      _ = try Self.transport(timeout: 0.3).send(try Self.request(Self.body(pieces: 1), at: silent.origin))
    }
    #expect(second == TransportError(.timedOut(.firstByte, seconds: 0.3), mayHaveHappened: true))
    gate.open()
  }

  @Test("A refusal in the middle of the body is the response")
  func refused() throws {
    let server = try RawServer([
      .takeHead, reply("no", status: "403 Forbidden", headers: ["Connection: close"]), .waitForClose,
    ])
    let response = try CurlTransport.patient().send(try Self.request(Self.body(pieces: 2000), at: server.origin))
    #expect(response.status == 403 && response.text == "no")
  }

  @Test("What ends before its announced length is an error")
  func short() throws {
    let server = try RawServer([.takeHead, .waitForClose])
    let body = StreamedBody(byteCount: 100_000, summary: "data") { Pieces(count: 1, length: 10) }
    let error = try Client.failure {
      _ = try CurlTransport.patient().send(try Self.request(body, at: server.origin))
    }
    #expect(error == TransportError(.other("data: it ended too early"), mayHaveHappened: true))
  }
}
