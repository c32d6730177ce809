import TestSupport
import Testing

/// What comes of an upload when one of its two servers, the API and the storage, goes wrong.
@Suite struct UploadFaultTests {
  private static let token = "felt_pat_ABCDEFGHIJKLMNOPQRST"
  private static let layer = "delete /maps/m/layers/L"

  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = try folder.write(Self.content, to: "small.csv")
  }

  private static let content = String(repeating: "a,b\n", count: 500)

  /// A file that is longer than what two systems hold of a connection whose other side reads nothing.
  private func largeFile() throws -> String {
    try folder.write([UInt8](repeating: 0x61, count: 12_000_000), to: "large.csv")
  }

  private static func ticket(_ address: String) -> RawServer.Step {
    let body = """
      {"type":"upload_response","layer_id":"L","layer_group_id":"G","url":"\(address)",\
      "presigned_attributes":{"key":"k","policy":"aSecretPolicy"}}
      """
    return .json(body)
  }

  private func upload(_ file: String, at origin: String, _ options: [String] = []) throws -> ProgramRun {
    try feltsh(
      ["--base-url", origin + "/api/v2"] + options + ["-c", "upload \(file) to m"],
      environment: ["FELT_API_TOKEN": Self.token])
  }

  /// The faults in the middle of a body, for which it has to be a long one.
  private static let early = ["reset after the head", "reset in the body", "early refusal"]

  /// Storage's steps, the exit status and what the message says.
  private static let faults: [String: (steps: [RawServer.Step], status: Int32, texts: [String])] = [
    "reset after the head": ([.takeHead, .reset], 3, ["the connection broke", "was made, and has no data"]),
    "reset in the body": ([.takeBytes(100_000), .reset], 3, ["the connection broke", "was made, and has no data"]),
    "reset after the body": (
      [.takeRequest, .reset], 3, ["the connection broke", "may have arrived", "get /maps/m/layers/L"]
    ),
    "closed after the body": ([.takeRequest], 3, ["the connection broke", "may have arrived"]),
    "cut head": ([.takeRequest, .send("HTTP/1.1 204 No")], 3, ["may have arrived"]),
    "garbage": ([.takeRequest, .send("\u{1}\u{2}garbage\r\n\r\n")], 3, ["it is not HTTP", "may have arrived"]),
    "headers without end": (
      [
        .takeRequest, .send("HTTP/1.1 204 No\r\n"),
        .sendForever("X-Header: \(String(repeating: "a", count: 1000))\r\n"),
      ],
      3, ["may have arrived"]
    ),
    "refusal": (
      [
        .takeRequest,
        .send(
          "HTTP/1.1 403 No\r\nContent-Length: 66\r\n\r\n<Error><Code>AccessDenied</Code><Message>aSecretPolicy.</Message></E"
        ),
      ],
      4, ["storage refused the file: 403 Forbidden, AccessDenied: ….", "was made, and has no data"]
    ),
    "early refusal": (
      [.takeHead, .send("HTTP/1.1 400 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), .waitForClose], 4,
      ["storage refused the file: 400 Bad Request"]
    ),
    "overload": (
      [.takeRequest, .send("HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")], 5,
      ["storage refused the file: 503", "was made, and has no data"]
    ),
    "chunks that end early": (
      [.takeRequest, .send("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nsho")], 3, ["may have arrived"]
    ),
    "interim responses and then nothing": (
      [.takeRequest, .send("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n")], 3, ["may have arrived"]
    ),
    "length that lies": (
      [.takeRequest, .send("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nshort")], 3, ["broke off after 5 of 100"]
    ),
  ]

  @Test(
    "A fault of storage has its message and status, names the layer, and the file is sent once and without the token",
    arguments: faults.keys.sorted())
  func storage(name: String) throws {
    let fault = try #require(Self.faults[name])
    let storage = try RawServer(fault.steps)
    let api = try RawServer([.takeRequest, Self.ticket(storage.origin + "/up")])
    let run = try upload(Self.early.contains(name) ? largeFile() : file, at: api.origin)
    #expect(run.status == fault.status, "\(run.error)")
    for text in fault.texts + [Self.layer] { #expect(run.error.contains(text), "\(run.error)") }
    #expect(!run.error.contains("aSecretPolicy") && !run.error.contains(Self.token))
    #expect(api.requests.count == 1 && storage.connectionCount == 1)
    #expect(api.requests.first?.values("authorization") == ["Bearer \(Self.token)"])
    for request in storage.requests {
      #expect(!(request.headBytes + request.body).contains(bytesOf: Self.token))
      #expect(request.values("authorization").isEmpty && request.values("cookie").isEmpty)
    }
  }

  @Test(
    "What is slow, interim or more than needed is a success",
    arguments: [
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ])
  func success(response: String) throws {
    let storage = try RawServer([.takeRequest, .drip(response)])
    let api = try RawServer([.takeRequest, Self.ticket(storage.origin + "/up")])
    let run = try upload(file, at: api.origin)
    #expect(run.status == 0, "\(run.error)")
    let request = try #require(storage.requests.first)
    #expect(!(request.headBytes + request.body).contains(bytesOf: Self.token))
    #expect(request.body.contains(bytesOf: "aSecretPolicy") && request.body.contains(bytesOf: Self.content))
  }

  @Test(
    "A server that takes nothing more, and one that doesn't respond, are told apart", arguments: ["body", "response"])
  func timeouts(phase: String) throws {
    let gate = try RawServerGate()
    let storage = try RawServer([phase == "body" ? .takeHead : .takeRequest, .wait(gate)])
    let api = try RawServer([.takeRequest, Self.ticket(storage.origin + "/up")])
    let run = try upload(phase == "body" ? largeFile() : file, at: api.origin, ["--timeout", "1.5"])
    gate.open()
    #expect(run.status == 3, "\(run.error)")
    #expect(
      run.error.contains(phase == "body" ? "the upload stalled" : "sent no response within 1.5 s"), "\(run.error)")
    #expect(run.error.contains(phase == "body" ? "has no data" : "may have arrived"), "\(run.error)")
  }

  @Test("A redirect of storage to another port or name is not followed", arguments: [302, 303, 307, 308])
  func redirects(status: Int) throws {
    let other = try RawServer([.takeRequest, .send("HTTP/1.1 204 No Content\r\n\r\n")])
    for host in ["127.0.0.1", "localhost"] {
      let storage = try RawServer([
        .takeRequest,
        .send("HTTP/1.1 \(status) Go\r\nLocation: http://\(host):\(other.port)/up\r\nContent-Length: 0\r\n\r\n"),
      ])
      let api = try RawServer([.takeRequest, Self.ticket(storage.origin + "/up")])
      let run = try upload(file, at: api.origin)
      #expect(run.status == 4, "\(run.error)")
      #expect(run.error.contains("storage refused the file: \(status)"), "\(run.error)")
      #expect(run.error.contains(Self.layer))
    }
    #expect(other.connectionCount == 0)
  }

  @Test("Where nothing listens the request did not leave, and is tried again")
  func refused() throws {
    let api = try RawServer([.takeRequest, Self.ticket("http://127.0.0.1:\(try RawServer.unusedPort())/up")])
    let run = try upload(file, at: api.origin, ["--retries", "1"])
    #expect(run.status == 3, "\(run.error)")
    #expect(run.error.contains("(1 of 1)") && run.error.contains("nothing listens at"), "\(run.error)")
    #expect(run.error.contains("was made, and has no data"))
    let none = try upload(file, at: "http://127.0.0.1:\(try RawServer.unusedPort())", ["--retries", "0"])
    #expect(none.status == 3 && !none.error.contains("was made"), "\(none.error)")
  }

  /// The API's response, the exit status and what the message says.
  private static let apiFaults: [String: (steps: [RawServer.Step], status: Int32, text: String)] = [
    "reset": ([.reset], 3, "broke before a response came"),
    "closed": ([], 3, "broke before a response came"),
    "cut head": ([.send("HTTP/1.1 200 O")], 3, "broke before a response came"),
    "garbage": ([.send("\u{1}\u{2}garbage\r\n\r\n")], 3, "it is not HTTP"),
    "interim responses and then nothing": (
      [.send("HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n")], 3, "broke before a response came"
    ),
    "headers without end": (
      [.send("HTTP/1.1 200 OK\r\n"), .sendForever("X-Header: \(String(repeating: "a", count: 1000))\r\n")], 3,
      "Too large response headers"
    ),
    "cut body": (
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"layer_id\":")], 3, "broke off after 12 of 100 bytes"
    ),
    "chunks that end early": (
      [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"l")], 3, "broke off after 3 bytes"
    ),
    "length that is none": (
      [.send("HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n{}")], 3, "is not a valid length"
    ),
    "not JSON": ([.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")], 2, "the response is not JSON"),
    "no address": ([.json("{\"layer_id\":\"L\"}")], 4, "was made, and has no data"),
    "overload": ([.send("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")], 5, "503 Service Unavailable"),
    "another port": (
      [.send("HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n")], 4,
      "which is not followed"
    ),
    "another name": (
      [.send("HTTP/1.1 307 Go\r\nLocation: http://localhost:1/x\r\nContent-Length: 0\r\n\r\n")], 4,
      "which is not followed"
    ),
  ]

  @Test(
    "When the API doesn't say where the file goes, the message and the status say why, and the POST is sent once",
    arguments: apiFaults.keys.sorted())
  func api(name: String) throws {
    let fault = try #require(Self.apiFaults[name])
    let api = try RawServer([.takeRequest] + fault.steps)
    let run = try upload(file, at: api.origin)
    #expect(run.status == fault.status, "\(run.error)")
    #expect(run.error.contains(fault.text), "\(run.error)")
    #expect(api.connectionCount == 1 && api.requests.count == 1)
    if fault.status == 3 {
      #expect(run.error.contains("the POST may have happened: look with get /maps/m"), "\(run.error)")
    }
  }

  /// What the API does before it says no more, and what the message says.
  private static let apiStalls: [String: (steps: [RawServer.Step], text: String)] = [
    "silence": ([.waitForClose], "sent no response within 0.5 s"),
    "half a head": ([.send("HTTP/1.1 200 OK\r\nContent-Le"), .waitForClose], "sent no response within 0.5 s"),
    "half a body": (
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"layer_id\":"), .waitForClose],
      "stalled: nothing came for"
    ),
  ]

  @Test(
    "When the API says no more, the message says what was awaited, and the POST is sent once",
    arguments: apiStalls.keys.sorted())
  func stalledAPI(name: String) throws {
    let fault = try #require(Self.apiStalls[name])
    let api = try RawServer([.takeRequest] + fault.steps)
    let run = try upload(file, at: api.origin, ["--timeout", "0.5", "--retries", "2"])
    #expect(run.status == 3, "\(run.error)")
    #expect(run.error.contains(fault.text), "\(run.error)")
    #expect(run.error.contains("the POST may have happened: look with get /maps/m"), "\(run.error)")
    #expect(api.connectionCount == 1 && api.requests.count == 1)
  }

  @Test("In the sandbox a refused upload leaves a layer without data, which the command that is named removes")
  func sandbox() throws {
    let run = try feltsh([
      "--sandbox", "--on-error", "continue", "--fault", "post /storage/** 403", "-c",
      "map = post /maps title=A --select $.title",
      "-c", "layer = upload \(file) to $map", "-c", "get /maps/$map/layers --select $[*].status", "-c",
      "delete /maps/$map/layers/$layer.layer_id", "-c", "get /maps/$map/layers",
    ])
    #expect(run.output == "\"A\"\n\"uploading\"\n[]", "\(run.output) \(run.error)")
    #expect(run.status == 4)
  }

  @Test("Control-C ends an upload that goes on, and says what is left")
  func interrupted() throws {
    let gate = try RawServerGate()
    let storage = try RawServer([.takeHead, .wait(gate)])
    let api = try RawServer([.takeRequest, Self.ticket(storage.origin + "/up")])
    let terminal = try PseudoTerminal(
      "feltsh", ["--base-url", api.origin + "/api/v2"],
      environment: ["HOME": folder.path, "FELT_API_TOKEN": Self.token], columns: 100, rows: 30)
    try terminal.waitForPrompt("> ")
    try terminal.type("upload \(try largeFile()) to m\r")
    try terminal.waitForText("large.csv  [")
    try terminal.type("\u{3}")
    try terminal.waitForText("interrupted")
    try terminal.waitForText("was made, and has no data")
    try terminal.waitForText("removes it; then upload again")
    try terminal.waitForPrompt("✗> ")
    gate.open()
  }
}

extension [UInt8] {
  /// Whether the bytes of a text stand in these.
  fileprivate func contains(bytesOf text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
