import TestSupport
import Testing

/// Downloads from a server that does everything wrong: what is said, which exit status, and what is on disk afterwards.
@Suite struct DownloadFaultTests {
  private static let token = "felt_pat_ABCDEFGHIJKLMNOPQRST"
  private static let content = "0123456789abcdefghij"

  /// What happens to one request for the file.
  private typealias Script = [RawServer.Step]

  /// The API's response with the address of the file.
  private static let link = link(to: "$ORIGIN/file.csv?X-Amz-Signature=secret")

  private static func link(to address: String) -> Script {
    [.takeRequest, .json(#"{"export_link": "\#(address)"}"#, closes: true)]
  }

  private static func head(_ status: String, _ headers: String...) -> String {
    (["HTTP/1.1 \(status)"] + headers + ["Connection: close", "", ""]).joined(separator: "\r\n")
  }

  private static let whole = head("200 OK", "Content-Length: 20", "ETag: \"v1\"")

  /// Half of the file and then the end of the connection.
  private static func half(_ head: String = whole, ending: RawServer.Step? = nil) -> Script {
    [.takeRequest, .send(head + content.prefix(10))] + (ending.map { [$0] } ?? [])
  }

  private static let rest: Script = [
    .takeRequest,
    .send(head("206 Partial Content", "Content-Length: 10", "Content-Range: bytes 10-19/20") + "abcdefghij"),
  ]

  private struct Outcome {
    let run: ProgramRun
    let server: RawServer
    let folder: TemporaryFolder
    /// The requests to storage.
    var storage: [RawServerRequest] { Array(server.requests.dropFirst()) }
  }

  private func download(
    _ scripts: Script..., retries: Int = 2, old: String? = "old", arguments: [String] = []
  ) throws -> Outcome {
    let (folder, server) = (try TemporaryFolder(), try RawServer(scripts: [Self.link] + scripts))
    if let old { try folder.write(old, to: "out") }
    let run = try feltsh(
      ["--base-url", server.origin + "/api/v2", "--retries", String(retries)] + arguments + [
        "-c", "download /maps/m/layers/l to '\(folder.file("out"))' --force",
      ], environment: ["FELT_API_TOKEN": Self.token])
    return Outcome(run: run, server: server, folder: folder)
  }

  private func expectSuccess(_ outcome: Outcome, _ text: String = content) throws {
    #expect(outcome.run.status == 0, "\(outcome.run.error)")
    #expect(try outcome.folder.read("out") == text)
    #expect(outcome.folder.names == ["out"])
    expectNoToken(outcome)
  }

  private func expectFailure(_ outcome: Outcome, _ status: Int32, _ message: String) throws {
    #expect(outcome.run.status == status, "\(outcome.run.error)")
    #expect(outcome.run.error.contains(message), "\(outcome.run.error)")
    #expect(try outcome.folder.read("out") == "old")
    #expect(outcome.folder.names == ["out"])
    expectNoToken(outcome)
  }

  /// Storage never sees the token, and nobody the signature.
  private func expectNoToken(_ outcome: Outcome) {
    #expect(outcome.server.requests.first?.values("authorization") == ["Bearer \(Self.token)"])
    for request in outcome.storage {
      #expect(!String(decoding: request.headBytes + request.body, as: UTF8.self).contains("felt_pat_"))
    }
    #expect(!outcome.run.error.contains("secret") && !outcome.run.output.contains("secret"))
  }

  @Test("A whole file takes the place of the old one")
  func plain() throws {
    let outcome = try download([.takeRequest, .send(Self.whole + Self.content)])
    try expectSuccess(outcome)
    #expect(outcome.storage.map(\.line) == ["GET /file.csv?X-Amz-Signature=secret HTTP/1.1"])
    #expect(outcome.storage[0].values("accept-encoding") == ["identity"])
  }

  @Test("A connection that is closed or reset in the middle is made again, and the rest is asked for")
  func resumed() throws {
    for ending in [nil, RawServer.Step.reset] {
      let outcome = try download(Self.half(ending: ending), Self.rest)
      try expectSuccess(outcome)
      try #require(outcome.storage.count == 2)
      #expect(outcome.storage[1].values("range") == ["bytes=10-"])
      #expect(outcome.storage[1].values("if-range") == ["\"v1\""])
      #expect(outcome.run.error.contains("Control-C stops"))
    }
  }

  @Test("A version that changed meanwhile comes whole")
  func changed() throws {
    let new = Self.head("200 OK", "Content-Length: 3", "ETag: \"v2\"") + "new"
    try expectSuccess(try download(Self.half(), [.takeRequest, .send(new)]), "new")
  }

  @Test("Without a strong tag or a date, and where the server takes no ranges, the file is asked for again")
  func withoutValidator() throws {
    for headers in [
      [], ["ETag: W/\"v1\""], ["ETag: \"v1\"", "Accept-Ranges: none"],
    ] {
      let head = (["HTTP/1.1 200 OK", "Content-Length: 20"] + headers + ["Connection: close", "", ""])
        .joined(separator: "\r\n")
      let outcome = try download(Self.half(head), [.takeRequest, .send(head + Self.content)])
      try expectSuccess(outcome)
      #expect(outcome.storage.allSatisfy { $0.values("range").isEmpty })
      #expect(outcome.run.error.contains("starting over"))
    }
    let dated = Self.head("200 OK", "Content-Length: 20", "Last-Modified: Sun, 29 Nov 2026 09:00:00 GMT")
    let outcome = try download(Self.half(dated), Self.rest)
    try expectSuccess(outcome)
    #expect(outcome.storage.last?.values("if-range") == ["Sun, 29 Nov 2026 09:00:00 GMT"])
  }

  @Test("A part that was not asked for, or none, is an error and the old file stays")
  func wrongRange() throws {
    for range in ["bytes 5-19/20", "bytes 10-19/30", "bytes 10-30/20", "bytes 10/20", "pages 10-19/20"] {
      let part = Self.head("206 Partial Content", "Content-Length: 10", "Content-Range: \(range)") + "abcdefghij"
      try expectFailure(
        try download(Self.half(), [.takeRequest, .send(part)]), 3, "sent another part of the file")
    }
    let unasked = Self.head("206 Partial Content", "Content-Length: 10", "Content-Range: bytes 0-9/20") + "0123456789"
    try expectFailure(try download([.takeRequest, .send(unasked)]), 3, "sent another part of the file")
  }

  @Test("416 says that nothing is missing, or that the file has become shorter")
  func unsatisfiable() throws {
    let unknown = Self.head("200 OK", "ETag: \"v1\"", "Transfer-Encoding: chunked") + "a\r\n0123456789\r\n"
    let done = Self.head("416 Range Not Satisfiable", "Content-Range: bytes */10", "Content-Length: 0")
    try expectSuccess(
      try download([.takeRequest, .send(unknown)], [.takeRequest, .send(done)]), "0123456789")
    let shorter = Self.head("416 Range Not Satisfiable", "Content-Range: bytes */3", "Content-Length: 0")
    try expectSuccess(
      try download(Self.half(), [.takeRequest, .send(shorter)], [.takeRequest, .send(Self.whole + Self.content)]))
  }

  @Test("A body that stays cut is an error after the last try, and the old file stays")
  func truncated() throws {
    try expectFailure(try download(Self.half(), retries: 0), 3, "broke off after 10 of 20 bytes")
    let cut: Script = [
      .takeRequest,
      .send(Self.head("206 Partial Content", "Content-Length: 10", "Content-Range: bytes 10-19/20")),
    ]
    let outcome = try download(Self.half(), cut, retries: 1)
    try expectFailure(outcome, 3, "broke off after")
    #expect(outcome.storage.count == 2)
  }

  @Test("A pause longer than --timeout is a stall, after which the download goes on")
  func stalled() throws {
    let outcome = try download(Self.half(ending: .waitForClose), Self.rest, arguments: ["--timeout", "1.5"])
    try expectSuccess(outcome)
    #expect(outcome.run.error.contains("stalled"), "\(outcome.run.error)")
  }

  @Test("A file that trickles in is whole")
  func slow() throws {
    let head = Self.head("200 OK", "Content-Length: 300")
    let slow = String(repeating: "x", count: 300)
    try expectSuccess(try download([.takeRequest, .drip(head + slow)]), slow)
  }

  @Test("A refusal of storage says what it said; a redirect to another port or name is not followed")
  func refused() throws {
    let xml = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>"
    try expectFailure(
      try download([.takeRequest, .send(Self.head("403 Forbidden", "Content-Length: \(xml.utf8.count)") + xml)]), 4,
      "403 Forbidden from storage: Request has expired.")
    try expectFailure(
      try download([.takeRequest, .send(Self.head("500 No", "Content-Length: 0"))]), 5, "500")
    let other = try RawServer([.takeRequest, .send(Self.whole + Self.content)])
    for host in ["127.0.0.1", "localhost"] {
      let redirect = Self.head(
        "302 Found", "Location: http://\(host):\(other.port)/x?X-Amz-Signature=other", "Content-Length: 0")
      let outcome = try download([.takeRequest, .send(redirect)])
      try expectFailure(outcome, 4, "which is not followed")
      #expect(outcome.storage.count == 1)
    }
    #expect(other.connectionCount == 0)
  }

  /// What comes in place of the file, and what is said of it.
  private static let defects: [String: (steps: Script, message: String)] = [
    "not HTTP": ([.send("SSH-2.0-x\r\n\r\n")], "the response is malformed: it is not HTTP"),
    "a length that is none": ([.send(head("200 OK", "Content-Length: ten") + "x")], "is not a valid length"),
    "lengths that differ": (
      [.send(head("200 OK", "Content-Length: 1", "Content-Length: 2") + "x")], "several Content-Length headers"
    ),
    "a chunk without a length": (
      [.send(head("200 OK", "Transfer-Encoding: chunked") + "zz\r\n")], "broke off after 0 bytes"
    ),
    "a chunk that ends early": (
      [.send(head("200 OK", "Transfer-Encoding: chunked") + "a\r\n01234")], "broke off after 5 bytes"
    ),
    "interim responses and then nothing": (
      [.send("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n")], "broke before a response came"
    ),
    "half a head": ([.send("HTTP/1.1 200 O")], "broke before a response came"),
    "a reset": ([.reset], "broke before a response came"),
    "headers without end": (
      [.send("HTTP/1.1 200 OK\r\n"), .sendForever("X-Header: \(String(repeating: "a", count: 1000))\r\n")],
      "Too large response headers"
    ),
    "too many headers": (
      [.send("HTTP/1.1 200 OK\r\n" + String(repeating: "X: 1\r\n", count: 1001) + "\r\n")],
      "more than 1000 header fields"
    ),
  ]

  @Test(
    "What is not a whole response is an error that says so, and the old file stays", arguments: defects.keys.sorted())
  func defective(name: String) throws {
    let defect = try #require(Self.defects[name])
    let outcome = try download([.takeRequest] + defect.steps, retries: 0)
    try expectFailure(outcome, 3, defect.message)
    #expect(outcome.storage.count == 1)
  }

  @Test("More bytes than the length says are not taken")
  func longer() throws {
    try expectSuccess(
      try download([.takeRequest, .send(Self.head("200 OK", "Content-Length: 20") + Self.content + "more")]))
  }

  @Test("A full disk is a plain message, and ends a file without end")
  func fullDisk() throws {
    let endless = RawServer.Step.sendForever(String(repeating: "x", count: 1 << 16))
    let server = try RawServer(Self.link, [.takeRequest, .send(Self.head("200 OK", "ETag: \"v1\"")), endless])
    let run = try feltsh(
      ["--base-url", server.origin + "/api/v2", "-c", "download /maps/m/layers/l to /dev/full --force"],
      environment: ["FELT_API_TOKEN": Self.token])
    #expect(run.status == 2)
    #expect(run.error.contains("no space left on device"), "\(run.error)")
    #expect(server.requests.count == 2)
  }
}
