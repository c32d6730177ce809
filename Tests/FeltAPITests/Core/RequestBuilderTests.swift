import FeltAPI
import HTTPTypes
import Testing

@Suite("The request builder")
struct RequestBuilderTests {
  private let token = "felt_pat_07T+JmpkQ/BX40YNhkCRvvLI3f8BCwD/g8"

  @Test("A request carries the token over https and to loopback")
  func tokenSent() throws {
    for base in ["https://felt.com/api/v2", "http://127.0.0.1:8787/api/v2", "http://[::1]:1/"] {
      let builder = RequestBuilder(baseURL: try #require(BaseURL(base)), token: try Token(token))
      let request = try builder.request(for: Call(.get, [.literal("/user")]))
      #expect(request.authorization?.authorizationHeaderValue() == "Bearer " + token)
      #expect(request.headers[.authorization] == nil)
    }
  }

  @Test("With a token, no request is made over plain http to anywhere else; without one it is")
  func tokenKept() throws {
    for base in ["http://felt.example/api/v2", "http://localhost:8787", "http://127.0.0.1.evil.com/"] {
      var builder = RequestBuilder(baseURL: try #require(BaseURL(base)), token: try Token(token))
      #expect(throws: CallProblem.insecureBaseURL(try #require(BaseURL(base)).description)) {
        try builder.request(for: Call(.get, [.literal("/user")]))
      }
      builder.token = nil
      #expect(try builder.request(for: Call(.get, [.literal("/user")])).authorization == nil)
    }
  }

  @Test("Headers of the session and of the call are sent, the call's last")
  func headers() throws {
    let builder = RequestBuilder(sessionHeaders: [.init(name: "X-A", value: "1"), .init(name: "X-B", value: "2")])
    let call = Call(.get, [.literal("/user")], headers: [.init(name: "x-b", value: "3")])
    let headers = try builder.request(for: call).headers
    #expect(headers[try #require(.init("X-A"))] == "1")
    #expect(headers[try #require(.init("X-B"))] == "3")
    #expect(headers[.accept] == "application/json")
    #expect(headers[.userAgent] == "feltsh")
  }

  @Test(
    "Headers that belong to the session or to the transport are refused, in any case",
    arguments: [
      "Authorization", "authorization", "AUTHORIZATION", "Proxy-Authorization", "Cookie", "Host", "Content-Length",
      "Transfer-Encoding", "Connection", "Expect", "TE", "Trailer", "Upgrade",
    ])
  func reserved(name: String) {
    #expect(throws: CallProblem.reservedHeader(name)) { try send(name, "x") }
  }

  @Test(
    "Nothing that HTTP does not allow gets into a header",
    arguments: [
      ("X-A", "a\r\nAuthorization: Bearer x"), ("X-A", "a\nb"), ("X-A", "a\rb"), ("X-A", "a\0b"), ("X-A", "a\u{1b}[2J"),
      ("X-A\r\nX-B", "a"), ("X A", "a"), ("", "a"), (":path", "/"), ("X-A:", "b"), ("X-Ä", "b"),
    ])
  func injection(name: String, value: String) {
    #expect(throws: CallProblem.malformedHeader(name)) { try send(name, value) }
  }

  @Test("More headers than any server takes are refused, whoever set them")
  func manyHeaders() throws {
    let items = (0..<70_000).map { Call.HeaderItem(name: "A\($0)", value: "1") }
    let call = Call(.get, [.literal("/user")], headers: items)
    #expect(throws: CallProblem.tooManyHeaders(70_000)) { try RequestBuilder().request(for: call) }
    let small = Call(.get, [.literal("/user")], headers: Array(items.prefix(1)))
    let builder = RequestBuilder(sessionHeaders: Array(items.prefix(RequestBuilder.mostHeaders)))
    #expect(throws: CallProblem.tooManyHeaders(RequestBuilder.mostHeaders + 1)) { try builder.request(for: small) }
  }

  private func send(_ name: String, _ value: String) throws -> Request {
    try RequestBuilder().request(for: Call(.get, [.literal("/user")], headers: [.init(name: name, value: value)]))
  }

  @Test("A name of the program with a line break in it does not break the line")
  func userAgent() throws {
    let request = try RequestBuilder(userAgent: "a\r\nX-Evil: 1").request(for: Call(.get, [.literal("/user")]))
    #expect(request.headers[.userAgent]?.contains("\n") == false)
  }

  @Test("JSON is sent as it was written and with its type; other text is refused")
  func json() throws {
    let text = Array("{ \"title\" : \"A\" }".utf8)
    let request = try RequestBuilder().request(for: Call(.post, [.literal("/maps")], body: .json(text)))
    #expect(request.body == .bytes(text))
    #expect(request.headers[.contentType] == "application/json")
    #expect(request.operation?.name == "create_map")
    #expect(throws: CallProblem.self) {
      try RequestBuilder().request(for: Call(.post, [.literal("/maps")], body: .json(Array("{".utf8))))
    }
  }

  @Test("A file is sent by its path, with the type that was read of it")
  func file() throws {
    let body = Call.Body.file(path: "a.json", byteCount: 3, contentType: "application/geo+json")
    let request = try RequestBuilder().request(for: Call(.post, [.literal("/maps")], body: body))
    #expect(request.body == .file(path: "a.json", byteCount: 3))
    #expect(request.headers[.contentType] == "application/geo+json")
  }

  @Test("An operation by name becomes a request, its parameters kept in their segments")
  func operation() throws {
    let operation = try #require(Catalogue.operation(named: "show_map_layer"))
    let call = try Call(operation, ["map_id": "a/b", "layer_id": "c?d"])
    let request = try RequestBuilder().request(for: call)
    #expect(request.url == "https://felt.com/api/v2/maps/a%2Fb/layers/c%3Fd")
    #expect(request.method == .get)
    #expect(request.operation == operation)
    #expect(throws: CallProblem.missingPathParameter("layer_id")) { try Call(operation, ["map_id": "x"]) }
  }
}
