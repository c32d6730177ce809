import TestSupport
import Testing

/// What the program does with what comes over a connection.
@Suite struct TransportTests {
  private static let token = ["FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST"]

  private static let gzipStart: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 4, 0, 0xFB, 0xFF, 0x61, 0x62]
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  @Test(
    "An incomplete response is exit status 3, and the file it was to go to keeps what it had",
    arguments: ["gzip", "json", "lengths", "junk", "headers"])
  func incomplete(kind: String) throws {
    let steps: [RawServer.Step] =
      switch kind {
      case "gzip":
        [
          .send(Self.head + "Content-Encoding: gzip\r\nContent-Length: \(Self.gzipStart.count)\r\n\r\n"),
          .sendBytes(Self.gzipStart),
        ]
      case "json": [.send(Self.head + "\r\n{\"data\": [1, 2")]
      case "lengths": [.send(Self.head + "Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}")]
      case "junk": [.send(Self.head + "Content-Length: 2abc\r\n\r\n{}")]
      default: [.send(Self.head + String(repeating: "X: 1\r\n", count: 65_600) + "Content-Length: 2\r\n\r\n{}")]
      }
    let (folder, server) = (try TemporaryFolder(), try RawServer([.takeRequest] + steps))
    let file = try folder.write("old", to: "out")
    let run = try feltsh(
      ["--base-url", server.origin + "/api/v2", "-c", "get /user > '\(file)'"], environment: Self.token)
    #expect(run.status == 3, "\(run.error)")
    #expect(run.error.contains(kind == "gzip" || kind == "json" ? "incomplete" : "malformed"), "\(run.error)")
    #expect(try folder.read("out") == "old")
    #expect(folder.names == ["out"])
  }

  #if os(Linux)
  @Test(
    "Where libcurl can't be loaded a request says what to install, and all that sends none works",
    arguments: ["a text", "another library"])
  func missingLibrary(content: String) throws {
    let folder = try TemporaryFolder()
    let isLibrary = content == "another library"
    let other = "$(sed -n 's/.* \\(\\/.*\\/libc\\.so\\..*\\)/\\1/p' /proc/self/maps | head -n 1)"
    let command = isLibrary ? "ln -s \(other) libcurl.so.4" : "echo nothing > libcurl.so.4"
    let made = try ProgramRun.run("/bin/sh", ["-c", command], directory: folder.path)
    try #require(made.status == 0, "\(made.error)")
    let environment = Self.token.merging(["LD_LIBRARY_PATH": folder.path]) { first, _ in first }
    let server = try RawServer([.takeRequest])
    let run = try feltsh(["--base-url", server.origin + "/api/v2", "-c", "get /user"], environment: environment)
    #expect(run.status == 3)
    #expect(run.error.hasPrefix("error: libcurl can't be loaded (") && run.error.contains("apt install libcurl4"))
    #expect(run.error.contains(isLibrary ? "has no curl_global_init" : "libcurl.so.4"), "\(run.error)")
    #expect(server.requests.isEmpty)
    #expect(try feltsh(["--sandbox", "-c", "get /user"], environment: environment).status == 0)
  }
  #endif

  @Test("A DELETE that was sent twice says so; a POST is sent once and may have happened")
  func staleConnection() throws {
    for (line, status, message) in [
      ("delete /maps/abc", 0, "the DELETE was sent again"), ("post /maps title=A", 3, "the POST may have happened"),
    ] as [(String, Int32, String)] {
      let server = try RawServer(
        [.takeRequest, .json("{}"), .takeRequest],
        [.takeRequest, .json("{}")])
      let run = try feltsh(
        ["--base-url", server.origin + "/api/v2", "--yes", "-c", "get /user", "-c", line], environment: Self.token)
      #expect(run.status == status, "\(run.error)")
      #expect(run.error.contains(message), "\(run.error)")
      #expect(server.requests.count == (status == 0 ? 3 : 2))
    }
  }

  @Test("A read that is refused for now is sent again, with a word; --retries says how often")
  func retries() throws {
    let refusal = RawServer.Step.send("HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")
    let server = try RawServer([.takeRequest, refusal, .takeRequest, .json("{}")])
    let arguments = ["--base-url", server.origin + "/api/v2", "-c", "get /user"]
    let run = try feltsh(arguments, environment: Self.token)
    #expect(run.status == 0 && run.output == "{}")
    #expect(run.error.contains("503 Service Unavailable; trying again in"), "\(run.error)")
    #expect(run.error.contains("(1 of 3), Control-C stops"), "\(run.error)")
    let once = try RawServer([.takeRequest, refusal])
    let refused = try feltsh(
      ["--retries", "0", "--base-url", once.origin + "/api/v2", "-c", "get /user"], environment: Self.token)
    #expect(refused.status == 5)
    #expect(once.requests.count == 1)
    #expect(try feltsh(["--retries", "-1", "-c", "help"]).status == 2)
  }

  #if os(Linux)
  @Test("A program that is started has none of our descriptors, the open connection included")
  func descriptors() throws {
    let server = try RawServer([.takeRequest, .json("{}"), .waitForClose])
    let run = try feltsh(
      [
        "--base-url", server.origin + "/api/v2", "--allow-shell", "-c", "get /user | /bin/ls -l /proc/self/fd",
      ], environment: Self.token)
    #expect(run.status == 0, "\(run.error)")
    #expect(server.problems.isEmpty)
    let names = run.output.split(separator: "\n").compactMap { line in
      line.contains(" -> ") ? line.split(separator: " ").map(String.init) : nil
    }
    // The fourth is the directory that ls itself reads.
    #expect(names.compactMap { $0.dropLast(2).last } == ["0", "1", "2", "3"], "\(run.output)")
    #expect(names.last?.last?.hasPrefix("/proc/") == true, "\(run.output)")
  }
  #endif
}

@Suite(.enabled(if: NginxTools.areWanted && tool("curl"), .init(rawValue: NginxTools.note)))
struct TLSVersionTests {
  @Test("TLS before 1.2 is refused even where OpenSSL's own configuration allows it")
  func oldVersion() throws {
    let folder = try TemporaryFolder()
    let authority = try CertificateAuthority(in: folder.path)
    let nginx = try Nginx(
      in: folder.path, certificate: try authority.certificate("server", for: "IP:127.0.0.1"),
      lines: "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0; location / { return 200 '{}'; }")
    let configuration = try folder.write(
      """
      openssl_conf = init
      [init]
      ssl_conf = ssl
      [ssl]
      system_default = loose
      [loose]
      MinProtocol = TLSv1
      CipherString = ALL:@SECLEVEL=0
      """, to: "loose.cnf")
    let environment = [
      "OPENSSL_CONF": configuration, "SSL_CERT_FILE": authority.file,
      "FELT_API_TOKEN": "felt_pat_ABCDEFGHIJKLMNOPQRST", "PATH": "/usr/bin:/bin",
    ]
    let origin = "https://127.0.0.1:\(nginx.port)"
    // Curl does as it is told, so that it is the program which refuses.
    let curl = try ProgramRun.run(try toolPath("curl"), ["-sS", origin + "/ok"], environment: environment)
    #expect(curl.output == "{}", "\(curl.error)")
    let run = try feltsh(["--base-url", origin + "/api/v2", "-c", "get /user"], environment: environment)
    #expect(run.status == 3)
    #expect(run.error.contains("no secure connection to 127.0.0.1"), "\(run.error)")
  }
}
