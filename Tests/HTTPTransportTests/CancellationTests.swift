import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Requests that are cancelled")
struct CancellationTests {
  @Test("A request that is cancelled before it begins is not sent over a kept connection")
  func onKeptConnection() throws {
    let pipe = try RawServerGate()
    let server = try RawServer([.takeRequest, reply("first"), .takeRequest, reply("third")])
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

  @Test("A handshake that stalls is cancelled, and nothing was sent")
  func handshake() throws {
    let pipe = try RawServerGate()
    let server = try RawServer([
      .takeBytes(1),
      .run { pipe.open() },
      .waitForClose,
    ])
    let request = try Client.request(.post, at: "https://127.0.0.1:\(server.port)")
    let error = try Client.failure {
      _ = try CurlTransport.patient(cancellation: pipe.descriptor).send(request)
    }
    #expect(error == TransportError(.cancelled))
  }
}
