import FeltAPI
import HTTPTransport
import HTTPTypes
import JSONText
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite struct ServerTests {
  private let service = SandboxService()

  private func withServer(_ body: (RequestBuilder, LoopbackServer) throws -> Void) throws {
    let server = try LoopbackServer(service: service, port: 0)
    defer { server.stop() }
    let baseURL = try #require(BaseURL("http://127.0.0.1:\(server.port)/api/v2"))
    try body(RequestBuilder(baseURL: baseURL, token: service.token), server)
  }

  @Test("The socket and the memory give the same answers")
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

  @Test("A connection serves several requests, and a map made on the socket is seen in memory")
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

  @Test("What is to be imported is fetched from this machine, and from nowhere else")
  func imports() throws {
    let data = #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}"#
    let files = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(data.utf8.count)\r\nConnection: close\r\n\r\n" + data),
    ])
    let service = SandboxService(configuration: SandboxConfiguration(workTime: 0))
    let server = try LoopbackServer(service: service, port: 0)
    defer { server.stop() }
    let client = try RawClient(port: server.port)
    let headers = [
      ("Authorization", service.token.authorizationHeaderValue()), ("Content-Type", "application/json"),
    ]
    let send = { (method: String, path: String, body: String) in
      try client.send(method, "/api/v2" + path, headers: headers, body: Array(body.utf8))
      return try JSONValue(parsing: try client.answer().body)
    }
    let text = { (path: String, value: JSONValue) in
      guard case .string(let text)? = try JSONPath(parsing: path).values(in: value).first else { return "" }
      return text
    }
    let map = try text(".id", send("POST", "/maps", "{}"))
    let upload = { (url: String) in
      try text(".layer_id", send("POST", "/maps/\(map)/upload", #"{"name":"I","import_url":"\#(url)"}"#))
    }
    let near = try upload("http://127.0.0.1:\(files.port)/cities.geojson")
    let far = try upload("https://example.com/cities.geojson")
    // The file is fetched on another thread; asking is what passes the time.
    var status = "processing"
    for _ in 0..<100_000 where status == "processing" {
      status = try text(".status", send("GET", "/maps/\(map)/layers/\(near)", ""))
    }
    #expect(status == "completed")
    #expect(files.requests.first?.line == "GET /cities.geojson HTTP/1.0")
    let attributes = try send("GET", "/maps/\(map)/layers/\(near)", "")
    #expect(try text(".attributes[0].name", attributes) == "a")
    let standIn = try send("GET", "/maps/\(map)/layers/\(far)", "")
    #expect(try text(".status", standIn) == "completed")
    // What it stands for is said in its data.
    #expect(try text(".attributes[1].name", standIn) == "note")
  }

  @Test("A second server cannot have the same port, and says so")
  func takenPort() throws {
    try withServer { _, server in
      #expect(throws: LoopbackServerError.self) { try LoopbackServer(service: service, port: server.port) }
    }
  }
}
