import FeltAPI
import HTTPTransport
import HTTPTypes
import JSONText
import Sandbox
import SandboxServer
import Testing

@Suite struct ServerTests {
  private let service = SandboxService()

  private func withServer(_ body: (RequestBuilder, LoopbackServer) throws -> Void) throws {
    let server = try LoopbackServer(service: service, port: 0, imports: { _ in CurlTransport() })
    defer { try? server.stop() }
    let baseURL = try #require(BaseURL("http://127.0.0.1:\(server.port)/api/v2"))
    try body(RequestBuilder(baseURL: baseURL, token: service.token), server)
  }

  @Test("The socket and the memory give the same responses")
  func oneTruth() throws {
    try withServer { builder, _ in
      let (socket, memory) = (CurlTransport(), SandboxTransport(service))
      let calls = [
        Call(.get, [.literal("/user")]), Call(.get, [.literal("/projects")]), Call(.get, [.literal("/maps/nosuch")]),
        Call(.put, [.literal("/maps")]), Call(.post, [.literal("/maps")], body: .json(Array("{\"titel\":1}".utf8))),
        Call(.head, [.literal("/user")]),
      ]
      for call in calls {
        let request = try builder.request(for: call)
        let (first, second) = (try socket.send(request), try memory.send(request))
        #expect(first.status == second.status)
        #expect(first.body == second.body)
      }
    }
  }

  @Test("A connection serves several requests, and a map made on the socket is known in memory")
  func keepAlive() throws {
    try withServer { builder, _ in
      let socket = CurlTransport()
      let made = try socket.send(
        try builder.request(for: Call(.post, [.literal("/maps")], body: .json(Array(#"{"title":"T"}"#.utf8)))))
      guard case .object(let map) = try JSONValue(parsing: made.body), case .string(let id)? = map["id"] else {
        Issue.record("no map")
        return
      }
      let shown = try socket.send(try builder.request(for: Call(.get, [.literal("/maps/\(id)")])))
      #expect(shown.timing.reusedConnection)
      #expect(shown.body == made.body)
      #expect(
        try SandboxTransport(service).send(try builder.request(for: Call(.get, [.literal("/maps/\(id)")]))).status
          == 200)
    }
  }

  @Test("A second server cannot have the same port, and says so")
  func takenPort() throws {
    try withServer { _, server in
      #expect(throws: LoopbackServerError.self) {
        try LoopbackServer(service: service, port: server.port, imports: { _ in CurlTransport() })
      }
    }
  }
}
