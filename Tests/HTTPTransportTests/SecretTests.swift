import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Secrets on the way to servers")
struct SecretTests {
  @Test("The token goes to a loopback server in one header")
  func token() throws {
    let server = try RawServer([.takeRequest, reply("ok")])
    _ = try CurlTransport.patient().send(try Client.get(at: server))
    let received = try #require(server.requests.first)
    #expect(received.values("authorization") == ["Bearer \(Client.token)"])
    #expect(received.values("host") == ["127.0.0.1:\(server.port)"])
    #expect(received.values("accept") == ["application/json"])
    #expect(received.values("user-agent") == ["feltsh"])
  }

  @Test("Without a token there is no Authorization header, not even that of the request before")
  func withoutToken() throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    _ = try transport.send(try Client.request(.get, at: server.origin, token: nil))
    #expect(server.requests.map { $0.values("authorization").count } == [1, 0])
  }

  @Test("An erased token leaves no header")
  func erased() throws {
    let server = try RawServer([.takeRequest, reply("1")])
    let request = try Client.get(at: server)
    request.authorization?.erase()
    _ = try CurlTransport.patient().send(request)
    #expect(server.requests.map { $0.values("authorization") } == [[]])
  }

  @Test("The transport itself follows no redirect", arguments: [301, 302, 303, 307, 308])
  func redirect(status: Int) throws {
    let server = try RawServer([.takeRequest, reply("there", status: "\(status) Go", headers: ["Location: /other"])])
    let response = try CurlTransport.patient().send(try Client.get(at: server))
    #expect(response.status == status)
    #expect(response.text == "there")
    #expect(server.requests.count == 1)
  }

  @Test("A redirect to the same server is followed with the token", arguments: ["/moved?a=b", "$ORIGIN/moved?a=b"])
  func followed(location: String) throws {
    let server = try RawServer([
      .takeRequest, reply("away", status: "307 Go", headers: ["Location: " + location]), .takeRequest, reply("here"),
    ])
    var heads: [Int] = []
    var body = ""
    _ = try RedirectingTransport(CurlTransport.patient()).send(
      try Client.request(.post, at: server.origin, body: .json(Array("{}".utf8)))
    ) { part in
      switch part {
      case .sent, .waiting: break
      case .head(let head): heads.append(head.status)
      case .body(let bytes): body += String(decoding: bytes, as: UTF8.self)
      }
    }
    #expect(heads == [200])
    #expect(body == "here")
    #expect(server.requests.map(\.line) == ["POST /maps HTTP/1.1", "POST /moved?a=b HTTP/1.1"])
    #expect(
      server.requests.map { $0.values("authorization") } == [["Bearer \(Client.token)"], ["Bearer \(Client.token)"]])
    #expect(server.requests.map(\.body) == [Array("{}".utf8), Array("{}".utf8)])
  }

  @Test("A redirect to another port is never followed", arguments: [301, 302, 303, 307, 308])
  func otherPort(status: Int) throws {
    let other = try RawServer([.takeRequest, reply("stolen")])
    let server = try RawServer([
      .takeRequest, reply("away", status: "\(status) Go", headers: ["Location: \(other.origin)/maps"]),
    ])
    let response = try RedirectingTransport(CurlTransport.patient()).send(try Client.get(at: server))
    #expect(response.status == status)
    #expect(response.text == "away")
    #expect(other.connectionCount == 0)
  }

  @Test(
    "No control character reaches the wire through a path, a query or a header",
    arguments: ["\r\nX-Evil: 1", "\n", "\r", "\0", "\t\u{1}", "\u{7F}"].map(Quoted.init))
  func controls(quoted: Quoted) throws {
    let text = quoted.text
    let server = try RawServer([.takeRequest, reply("ok")])
    let base = try #require(BaseURL(server.origin))
    let builder = RequestBuilder(baseURL: base, token: try Token(Client.token))
    let transport = CurlTransport.patient()
    for call in [
      Call(.get, [.literal("/maps/" + text)]),
      Call(.get, [.literal("/maps/"), .value("a" + text + "b")]),
      Call(.get, [.literal("/maps")], headers: [.init(name: "X-A", value: "a" + text + "b")]),
      Call(.get, [.literal("/maps")], headers: [.init(name: "X-A" + text, value: "1")]),
    ] {
      #expect(throws: CallProblem.self) { _ = try builder.request(for: call) }
    }
    let query = Call(.get, [.literal("/maps")], query: [.init(name: "q" + text, value: "a" + text + "b")])
    _ = try transport.send(try builder.request(for: query))
    let received = try #require(server.requests.first)
    let controls = received.headBytes.filter { $0 < 0x20 || $0 == 0x7F }
    #expect(controls == Array(String(repeating: "\r\n", count: received.lines.count + 1).utf8))
    #expect(received.line.hasPrefix("GET /maps?q%"))
    #expect(received.values("x-evil") == [])
  }
}

/// Text that prints as one line.
struct Quoted: CustomTestStringConvertible {
  let text: String
  var testDescription: String { text.debugDescription }
}
