import FeltAPI
import HTTPTypes
import HTTPTransport
import Platform
import Sandbox
import TestSupport
import Testing

@Suite("The sandbox's transport")
struct TransportTests {
  private func request(_ service: SandboxService, _ call: Call) throws -> Request {
    try RequestBuilder(token: service.token).request(for: call)
  }

  private func service(_ rules: String...) throws -> SandboxService {
    SandboxService(configuration: SandboxConfiguration(faults: try rules.map { try FaultRule(parsing: $0) }))
  }

  @Test("A delay and a slow body end when the time limit is reached, which can be set at any time")
  func timeout() throws {
    let service = try service("get /user delay=3600s", "get /projects slow=1")
    let transport = SandboxTransport(service)
    for path in ["/user", "/projects"] {
      transport.timeout = 0.05
      do {
        _ = try transport.send(try request(service, Call(.get, [.literal(path)])))
        Issue.record("\(path) wasn't ended")
      } catch let error as TransportError {
        #expect(error.reason == .timedOut(path == "/user" ? .firstByte : .total, seconds: 0.05))
        #expect(error.mayHaveHappened)
      }
    }
    transport.timeout = 60
    #expect(try transport.send(try request(service, Call(.get, [.literal("/sources")]))).status == 200)
  }

  @Test("Control-C ends a slow body, and a long one", arguments: [1, 200_000])
  func cancellation(titleLength: Int) throws {
    let service = titleLength == 1 ? try service("post /maps slow=1") : try service()
    let interrupt = try #require(EventPipe())
    let transport = SandboxTransport(service, timeout: 3600, cancellation: interrupt.descriptor)
    let body = Array(#"{"title":"\#(String(repeating: "x", count: titleLength))"}"#.utf8)
    do {
      _ = try transport.send(try request(service, Call(.post, [.literal("/maps")], body: .json(body)))) { part in
        if case .body = part { interrupt.signal() }
      }
      Issue.record("it wasn't ended")
    } catch let error as TransportError {
      #expect(error.reason == .cancelled && error.mayHaveHappened)
    }
  }

  /// A file that is sent as one piece.
  private final class Piece: BodyReader {
    private var rest = [[UInt8]](repeating: [UInt8](repeating: 0x61, count: 100_000), count: 1)
    func next() -> [UInt8] { rest.popLast() ?? [] }
  }

  @Test("Control-C ends a long request while it is handled")
  func cancelledHandling() throws {
    let interrupt = try #require(EventPipe())
    let transport = SandboxTransport(try service(), cancellation: interrupt.descriptor)
    let form = StorageForm(
      [], fileName: "a.csv", content: StreamedBody(byteCount: 100_000, summary: "a file") { Piece() })
    let request = try StorageRequestBuilder().request(
      posting: form, to: SandboxRequest.defaultStorageOrigin + "/uploads")
    guard case .streamed(let body) = request.body else {
      Issue.record("\(request.body)")
      return
    }
    var isSent = false
    #expect(throws: TransportError(.cancelled, mayHaveHappened: true)) {
      _ = try transport.send(request) { part in
        guard case .sent(body.byteCount) = part else { return }
        isSent = true
        interrupt.signal()
      }
    }
    #expect(isSent)
  }

  @Test("Control-C abandons an import, and the next request continues it")
  func cancelledImport() throws {
    let service = try service()
    let csv = "name,lat,lon\r\na,1,2\r\n"
    let interrupt = try #require(EventPipe())
    let server = try RawServer(
      [.takeRequest, .run { interrupt.signal() }, .waitForClose],
      [.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(csv.utf8.count)\r\n\r\n\(csv)")])
    let interrupted = SandboxTransport(
      service, imports: CurlTransport(options: .init(timeout: 3600, cancellation: interrupt.descriptor)),
      cancellation: interrupt.descriptor)
    let body = Array(#"{"layer_urls":["\#(server.origin)/a.csv"]}"#.utf8)
    #expect(throws: TransportError(.cancelled, mayHaveHappened: true)) {
      _ = try interrupted.send(try request(service, Call(.post, [.literal("/maps")], body: .json(body))))
    }
    _ = try SandboxTransport(service, imports: CurlTransport()).send(
      try request(service, Call(.get, [.literal("/user")])))
    #expect(server.requests.count == 2)
  }

  @Test("A file that is imported may not be larger than the limit, and only this machine is asked")
  func importLimits() throws {
    let server = try RawServer([.takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello,world")])
    let small = ImportFetcher(CurlTransport(), limit: 10)
    #expect(try small.contents(of: server.origin + "/a.csv") == .failed("the file has more than 10 bytes"))
    for url in ["http://127.0.0.1.example/", "https://127.0.0.1/", "http://128.0.0.1/", "file:///etc/passwd"] {
      #expect(try small.contents(of: url) == .failed("\(url) is not an address on this machine"))
    }
  }
}
