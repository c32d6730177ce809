import FeltAPI
import Sandbox
import SandboxServer
import TestSupport
import Testing

@Suite("HTTP/1.1 on the socket")
struct ProtocolTests {
  @Test("Requests that are sent at once get their responses in order, a slow one before a quick one")
  func pipelining() throws {
    let server = try TestServer(faults: ["get /projects delay=20ms"])
    let client = try server.connect()
    try client.send(
      server.request("GET", "/projects") + server.request("GET", "/maps/x") + server.request("HEAD", "/user")
        + server.request("GET", "/user"))
    let responses = [
      try client.response(), try client.response(), try client.response(hasBody: false), try client.response(),
    ]
    #expect(responses.map(\.status) == [200, 404, 200, 200])
    #expect(responses[0].text.hasPrefix("[") && responses[3].text.contains("Ada Marsh"))
    #expect(responses[2]["Content-Length"] == String(responses[3].body.count))
  }

  @Test("A thousand requests in one piece get a thousand responses")
  func deepPipeline() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(String(repeating: server.request("GET", "/user"), count: 1000))
    for _ in 0..<1000 { #expect(try client.response().status == 200) }
  }

  @Test("A request that comes byte by byte gets the same response as any other, and in chunks as well")
  func pieces() throws {
    let server = try TestServer()
    let client = try server.connect()
    for byte in server.request("POST", "/maps", body: #"{"title":"ü"}"#).utf8 { try client.send([byte]) }
    #expect(try client.response().text.contains(#""title":"ü""#))
    let chunks = "5\r\n{\"tit\r\n8;x=1\r\nle\":\"a\"}\r\n0\r\n\r\n"
    try client.send(
      server.request("POST", "/maps", ["Content-Type: application/json", "Transfer-Encoding: chunked"]) + chunks)
    #expect(try client.response().text.contains(#""title":"a""#))
  }

  @Test("A connection is kept unless the client wants it closed, and HTTP/1.0 has it closed")
  func keepAlive() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(server.request("GET", "/user"))
    #expect(try client.response()["Connection"] == nil)
    try client.send(server.request("GET", "/user", ["Connection: close"]))
    #expect(try client.response()["Connection"] == "close")
    #expect(try client.end() == [])
    let old = try server.connect()
    try old.send(server.request("GET", "/user").replacing("HTTP/1.1", with: "HTTP/1.0"))
    #expect(try old.response().status == 200)
    #expect(try old.end() == [])
  }

  @Test("A client that asks before it sends a body is told to go on, or that it need not")
  func expectation() throws {
    let server = try TestServer()
    let client = try server.connect()
    let (head, body) = ("Expect: 100-continue", #"{"title":"a"}"#)
    let request = server.request("POST", "/maps", [head], body: body)
    try client.send(String(request.dropLast(body.count)))
    #expect(try client.response().status == 100)
    try client.send(body)
    #expect(try client.response().status == 200)
    let large = try server.connect()
    try large.send(server.request("POST", "/maps", [head, "Content-Length: 99999999"]))
    #expect(try large.response().status == 413)
    #expect(try large.end() == [])
    let strange = try server.connect()
    try strange.send(server.request("POST", "/maps", ["Expect: miracles"], body: body))
    #expect(try strange.response().status == 417)
  }

  @Test("Whoever comes by another name, or from another site's page, is turned away")
  func guests() throws {
    let server = try TestServer()
    let port = server.server.port
    for (host, status) in [
      ("localhost:\(port)", 200), ("[::1]:\(port)", 200), ("127.0.0.1", 200), ("evil.example:\(port)", 421),
      ("127.0.0.1.evil.example", 421), ("", 421), ("a@127.0.0.1", 421),
    ] {
      let client = try server.connect()
      try client.send(server.request("GET", "/user").replacing("127.0.0.1:\(port)", with: host))
      #expect(try client.response().status == status, "\(host)")
    }
    for (origin, status) in [
      ("http://localhost:3000", 200), ("https://evil.example", 403), ("null", 403),
      ("http://127.0.0.1.evil.example", 403),
    ] {
      let client = try server.connect()
      try client.send(server.request("GET", "/user", ["Origin: \(origin)"]))
      #expect(try client.response().status == status, "\(origin)")
    }
    let twice = try server.connect()
    try twice.send(server.request("GET", "/user", ["Host: evil.example"]))
    #expect([400, 421].contains(try twice.response().status))
  }

  @Test(
    "What is not a request is told so, and the connection ends",
    arguments: [
      "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
      "GET http://127.0.0.1/api/v2/user HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA b: c\r\n\r\n",
    ])
  func malformed(text: String) throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(text)
    #expect(try client.response().status == 400)
    #expect(try client.end() == [])
  }

  @Test("Every address in an response leads to the name by which the client came")
  func origins() throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(
      server.request("GET", "/projects").replacing("127.0.0.1:", with: "localhost:"))
    #expect(try client.response().text.contains(#""self":"http://localhost:\#(server.server.port)/api/v2/projects/"#))
  }
}
