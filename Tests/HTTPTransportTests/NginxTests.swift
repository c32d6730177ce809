import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("A real server, with TLS", .enabled(if: NginxTools.areWanted, .init(rawValue: NginxTools.note)))
struct NginxTests {
  private let folder: TemporaryFolder
  private let authority: CertificateAuthority

  init() throws {
    folder = try TemporaryFolder()
    authority = try CertificateAuthority(in: folder.path)
  }

  private var trust: [String: String] { ["SSL_CERT_FILE": authority.file] }

  private func get(_ path: String = "/ok", at nginx: Nginx, scheme: String = "https") throws -> Request {
    try Client.request(.get, path, at: "\(scheme)://127.0.0.1:\(nginx.port)")
  }

  private func nginx(for host: String = "IP:127.0.0.1", days: Int = 2, http2: Bool = false) throws -> Nginx {
    try Nginx(
      in: folder.path, certificate: try authority.certificate("server", for: host, days: days), http2: http2,
      lines: "location /ok { return 200 $http_authorization; }")
  }

  @Test(
    "A private authority is trusted through the variables that curl reads",
    arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
  func trusted(variable: String) throws {
    let nginx = try nginx()
    let transport = CurlTransport.patient(environment: [variable: authority.file])
    let first = try transport.send(try get(at: nginx))
    #expect(first.text == "Bearer \(Client.token)")
    #expect(first.timing.tls > 0)
    #expect(try transport.send(try get(at: nginx)).timing.reusedConnection)
  }

  @Test(
    "Without the variables a private authority is not trusted, and nothing is sent",
    arguments: [[:], ["SSL_CERT_FILE": ""]])
  func untrusted(environment: [String: String]) throws {
    let nginx = try nginx()
    let error = try Client.failure {
      _ = try CurlTransport.patient(environment: environment).send(try get(at: nginx))
    }
    #expect(error?.isBadCertificate(of: "127.0.0.1") == true, "\(String(describing: error))")
  }

  @Test("A certificate for another host is refused")
  func wrongHost() throws {
    let nginx = try nginx(for: "DNS:example.test")
    let error = try Client.failure { _ = try CurlTransport.patient(environment: trust).send(try get(at: nginx)) }
    #expect(error?.isBadCertificate(of: "127.0.0.1") == true, "\(String(describing: error))")
  }

  @Test("An expired certificate is refused, and the error says that it has expired")
  func expired() throws {
    let nginx = try nginx(days: -1)
    let error = try Client.failure { _ = try CurlTransport.patient(environment: trust).send(try get(at: nginx)) }
    #expect(error?.isBadCertificate(of: "127.0.0.1") == true, "\(String(describing: error))")
    #expect(error?.description.contains("expired") == true)
  }

  @Test("A missing file of certificates is named")
  func missingFile() throws {
    let nginx = try nginx()
    let error = try Client.failure {
      _ = try CurlTransport.patient(environment: ["SSL_CERT_FILE": "/nowhere.pem"]).send(try get(at: nginx))
    }
    #expect(error?.description.contains("SSL_CERT_FILE") == true)
    #expect(error?.description.contains("/nowhere.pem") == true)
    #expect(error?.mayHaveHappened == false)
  }

  @Test("TLS to a server without TLS fails, and nothing is sent")
  func plainServer() throws {
    let nginx = try Nginx(in: folder.path)
    let error = try Client.failure { _ = try CurlTransport.patient(environment: trust).send(try get(at: nginx)) }
    guard case .tlsFailure("127.0.0.1", _) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.mayHaveHappened == false)
  }

  @Test("A compressed body is unpacked, and its header is kept")
  func gzip() throws {
    let nginx = try Nginx(in: folder.path, lines: "gzip on; gzip_types application/json; gzip_min_length 1;")
    let json = "[" + Array(repeating: "\"the same again\"", count: 5000).joined(separator: ",") + "]"
    _ = try folder.write(Array(json.utf8), to: "files/data.json")
    let response = try CurlTransport.patient().send(try get("/data.json", at: nginx, scheme: "http"))
    #expect(response.head.headers[.contentEncoding] == "gzip")
    #expect(response.text == json)
  }

  @Test("HTTP/2 is used where the server offers it", .enabled(if: NginxTools.nginxHas("http_v2_module")))
  func http2() throws {
    let nginx = try nginx(http2: true)
    let transport = CurlTransport.patient(environment: trust)
    let response = try transport.send(try get(at: nginx))
    #expect(response.head.headers.last { $0.name.canonicalName == "x-protocol" }?.value == "HTTP/2.0")
    #expect(response.status == 200)
    #expect(response.text == "Bearer \(Client.token)")
    let post = try Client.request(.post, "/ok", at: "https://127.0.0.1:\(nginx.port)", body: .json(Array("{}".utf8)))
    let second = try transport.send(post)
    #expect(second.status == 200)
    #expect(second.timing.reusedConnection)
  }

  @Test("100 MB arrive whole, in pieces of bounded size", arguments: ["http", "https"])
  func large(scheme: String) throws {
    let byteCount = 100_000_000
    let nginx = scheme == "https" ? try nginx() : try Nginx(in: folder.path)
    let path = try folder.write(Array("first".utf8), to: "files/large.bin")
    changeLength(of: path, to: byteCount)
    var (received, longest) = (0, 0)
    var start: [UInt8] = []
    _ = try CurlTransport.patient(environment: trust).send(try get("/large.bin", at: nginx, scheme: scheme)) { part in
      guard case .body(let bytes) = part else { return }
      if received == 0 { start = Array(bytes.prefix(5)) }
      received += bytes.count
      longest = max(longest, bytes.count)
    }
    #expect(received == byteCount)
    #expect(start == Array("first".utf8))
    #expect(longest <= 1 << 18)
  }

  @Test("A large upload arrives whole")
  func upload() throws {
    let nginx = try Nginx(
      in: folder.path, lines: "client_max_body_size 0; location /up { dav_methods PUT; create_full_put_path on; }")
    let bytes = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let path = try folder.write(bytes, to: "data.bin")
    let request = try Client.request(
      .put, "/up/data.bin", at: "http://127.0.0.1:\(nginx.port)",
      body: .file(path: path, byteCount: bytes.count, contentType: "application/octet-stream"))
    #expect(try CurlTransport.patient().send(request).status == 201)
    #expect(try CurlTransport.patient().send(try get("/up/data.bin", at: nginx, scheme: "http")).body == bytes)
  }
}

extension TransportError {
  /// Whether a certificate was refused before anything was sent.
  fileprivate func isBadCertificate(of host: String) -> Bool {
    guard case .badCertificate(host, _) = reason else { return false }
    return !mayHaveHappened
  }
}
