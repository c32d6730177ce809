import TestSupport
import Testing

/// Files that go to a real server and come from it, over TLS.
@Suite(.enabled(if: NginxTools.areWanted, .init(rawValue: NginxTools.note)))
struct NginxFileTests {
  private static let token = "felt_pat_ABCDEFGHIJKLMNOPQRST"

  private static let protocols = ["HTTP/1.1"] + (NginxTools.nginxHas("http_v2_module") ? ["HTTP/2.0"] : [])

  private let folder: TemporaryFolder
  private let authority: CertificateAuthority

  init() throws {
    folder = try TemporaryFolder()
    authority = try CertificateAuthority(in: folder.path)
  }

  /// An API whose responses name the same server, which is the storage as well.
  private func nginx(_ version: String, storage: RawServer) throws -> Nginx {
    try Nginx(
      in: folder.path, certificate: try authority.certificate("server", for: "IP:127.0.0.1"),
      http2: version == "HTTP/2.0",
      lines: """
        location /api/ {
          default_type application/json;
          if ($http_authorization != "Bearer \(Self.token)") { return 401 '{}'; }
          return 200 '{"layer_id":"L","layer_group_id":"G","url":"https://127.0.0.1:$server_port/storage",\
        "presigned_attributes":{"key":"k"},"export_link":"https://127.0.0.1:$server_port/data.csv"}';
        }
        location /data.csv {
          if ($http_authorization) { return 400; }
          if ($server_protocol != "\(version)") { return 505; }
        }
        location /storage {
          client_max_body_size 0;
          proxy_set_header X-Protocol $server_protocol;
          proxy_pass \(storage.origin);
        }
        """)
  }

  private func run(_ line: String, _ nginx: Nginx) throws -> ProgramRun {
    try feltsh(
      ["--base-url", "https://127.0.0.1:\(nginx.port)/api/v2", "-c", line],
      environment: ["FELT_API_TOKEN": Self.token, "SSL_CERT_FILE": authority.file])
  }

  @Test("A file goes up and comes down whole, and storage doesn't see the token", arguments: protocols)
  func files(version: String) throws {
    let storage = try RawServer([.takeRequest, .send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")])
    let nginx = try nginx(version, storage: storage)
    let content = String(repeating: "name,beds\nCity hall,80\n", count: 10_000)
    let path = try folder.write(content, to: "files/data.csv")
    let up = try run("upload '\(path)' to m", nginx)
    #expect(up.status == 0, "\(up.error)")
    let request = try #require(storage.requests.first)
    #expect(request.values("x-protocol") == [version] && request.values("authorization").isEmpty)
    let text = String(decoding: request.headBytes + request.body, as: UTF8.self)
    #expect(text.contains(content) && !text.contains(Self.token))
    let down = try run("download /maps/m/layers/l to '\(folder.file("out"))'", nginx)
    #expect(down.status == 0, "\(down.error)")
    #expect(try folder.read("out") == content)
  }
}
