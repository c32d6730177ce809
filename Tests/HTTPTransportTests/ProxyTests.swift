import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Proxies, as the environment names them")
struct ProxyTests {
  private static let refusal = RawServer.Step.send("HTTP/1.1 403 No\r\nX-Proxy: 1\r\nContent-Length: 0\r\n\r\n")

  private static func post(_ origin: String = "https://felt.test", token: String? = Client.token) throws -> Request {
    try Client.request(.post, at: origin, token: token, body: .json(Array("{}".utf8)))
  }

  @Test(
    "A proxy for https is asked for a tunnel, without the token",
    arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  func tunnel(variable: String) throws {
    let proxy = try RawServer([.takeHead, Self.refusal])
    let transport = CurlTransport.patient(environment: [variable: proxy.origin])
    var parts = 0
    let error = try Client.failure { _ = try transport.send(try Self.post()) { _ in parts += 1 } }
    #expect(proxy.requests.map(\.line) == ["CONNECT felt.test:443 HTTP/1.1"])
    let head = proxy.requests.map { String(decoding: $0.headBytes, as: UTF8.self) }.joined()
    #expect(!head.lowercased().contains("\r\nauthorization") && !head.contains("felt_pat_"))
    #expect(
      error?.description.contains("the proxy does not connect to felt.test:443, it replies with status 403") == true)
    #expect(error?.mayHaveHappened == false)
    #expect(parts == 0)
  }

  @Test("A request that stalls behind a proxy's tunnel was not sent")
  func stalledTunnel() throws {
    let proxy = try RawServer([.takeHead, .send("HTTP/1.1 200 Established\r\n\r\n"), .waitForClose])
    let transport = CurlTransport(
      options: .init(timeout: 40, connectTimeout: 0.2, environment: ["https_proxy": proxy.origin]))
    let error = try Client.failure { _ = try transport.send(try Self.post()) }
    #expect(error == TransportError(.timedOut(.connect, seconds: 0.2)))
  }

  @Test("A proxy where nothing listens is named, not the server behind it")
  func refused() throws {
    let port = try RawServer.unusedPort()
    let transport = CurlTransport.patient(environment: ["https_proxy": "http://127.0.0.1:\(port)"])
    let error = try Client.failure { _ = try transport.send(try Self.post()) }
    #expect(error == TransportError(.connectionRefused("127.0.0.1:\(port)")))
  }

  @Test("A plain request to this machine never goes to a proxy, because it may carry the token")
  func loopback() throws {
    let server = try RawServer([.takeRequest, reply("direct")])
    let dead = "http://127.0.0.1:\(try RawServer.unusedPort())"
    let transport = CurlTransport.patient(environment: ["http_proxy": dead, "all_proxy": dead])
    #expect(try transport.send(try Self.post(server.origin)).text == "direct")
  }

  @Test("A plain request to another host goes to the proxy for http, without a token")
  func plain() throws {
    let proxy = try RawServer([.takeRequest, reply("by proxy")])
    let transport = CurlTransport.patient(environment: ["http_proxy": proxy.origin])
    #expect(try transport.send(try Self.post("http://felt.test", token: nil)).text == "by proxy")
    #expect(proxy.requests.map(\.line) == ["POST http://felt.test/maps HTTP/1.1"])
    #expect(proxy.requests.map { $0.values("authorization") } == [[]])
  }

  @Test("HTTP_PROXY is not read, and no_proxy is", arguments: ["HTTP_PROXY", "no_proxy", "NO_PROXY"])
  func withoutProxy(variable: String) throws {
    let proxy = try RawServer.unusedPort()
    let environment =
      variable == "HTTP_PROXY"
      ? [variable: "http://127.0.0.1:\(proxy)"] : ["http_proxy": "http://127.0.0.1:\(proxy)", variable: "felt.invalid"]
    let transport = CurlTransport.patient(environment: environment)
    let error = try Client.failure { _ = try transport.send(try Self.post("http://felt.invalid", token: nil)) }
    #expect(error?.reason == .unknownHost("felt.invalid"))
  }

  @Test(
    "A proxy's password is in no error",
    arguments: ["gopher://ada:secret@127.0.0.1", "http://ada:secret@127.0.0.1:99999", "http://ada:secret@", "::secret"])
  func password(proxy: String) throws {
    let error = try Client.failure {
      _ = try CurlTransport.patient(environment: ["https_proxy": proxy]).send(try Self.post())
    }
    #expect(error?.description.contains("secret") == false, "\(String(describing: error))")
  }
}
