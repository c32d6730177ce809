import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Bodies on their way to the server")
struct UploadTests {
  /// Bytes without a period that a buffer's size could hide.
  private static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8 ^ $0 >> 16) }
  }

  private static func upload(
    _ path: String, byteCount: Int, at server: RawServer, method: HTTPRequest.Method = .post
  ) throws -> Request {
    try Client.request(
      method, at: server.origin,
      body: .file(path: path, byteCount: byteCount, contentType: "application/octet-stream"))
  }

  @Test("A file arrives byte for byte with its length in front", arguments: [0, 1, 262_144, 3_000_001])
  func file(byteCount: Int) throws {
    let bytes = Self.bytes(byteCount)
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "data.bin")
    let server = try RawServer([.takeRequest, reply("ok")])
    let request = try Self.upload(path, byteCount: byteCount, at: server)
    #expect(try CurlTransport.patient().send(request).text == "ok")
    let received = try #require(server.requests.first)
    #expect(received.line == "POST /maps HTTP/1.1")
    #expect(received.values("content-length") == ["\(byteCount)"])
    #expect(received.values("content-type") == ["application/octet-stream"])
    #expect(received.values("transfer-encoding") == [])
    #expect(received.values("expect") == [])
    #expect(received.body == bytes)
  }

  @Test("A file of a repeatable request is sent again from its beginning when a kept connection breaks")
  func repeatedFile() throws {
    let bytes = Self.bytes(100_000)
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "data.bin")
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest], [.takeRequest, reply("2")])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    let request = try Self.upload(path, byteCount: bytes.count, at: server, method: .put)
    #expect(try transport.send(request).text == "2")
    #expect(server.requests.suffix(2).map { $0.body == bytes } == [true, true])
  }

  @Test("A file that became shorter or longer since the request was made is not sent", arguments: [0, 999, 1001])
  func changedBefore(byteCount: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.bytes(1000), to: "data.bin")
    let server = try RawServer([.takeRequest, reply("ok")])
    let request = try Self.upload(path, byteCount: 1000, at: server)
    changeLength(of: path, to: byteCount)
    let error = try Client.failure { _ = try CurlTransport.patient().send(request) }
    #expect(error == TransportError(.other("\(path): it has changed, it was 1000 bytes long")))
    #expect(server.connectionCount == 0)
  }

  @Test("A file that shrinks while it is sent is an error at once, and the next request works")
  func shrinking() throws {
    let byteCount = 20_000_000
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "data.bin")
    changeLength(of: path, to: byteCount)
    let server = try RawServer(
      [.takeHead, .run { changeLength(of: path, to: 100) }, .waitForClose], [.takeRequest, reply("next")])
    let transport = CurlTransport.patient()
    let request = try Self.upload(path, byteCount: byteCount, at: server)
    let error = try Client.failure { _ = try transport.send(request) }
    #expect(
      error
        == TransportError(.other("\(path): it has changed, it was \(byteCount) bytes long"), mayHaveHappened: true))
    #expect(try transport.send(try Client.get(at: server)).text == "next")
  }

  @Test("A file that grows while it is sent arrives as long as was announced")
  func growing() throws {
    let byteCount = 20_000_000
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "data.bin")
    changeLength(of: path, to: byteCount)
    let server = try RawServer([
      .takeHead, .run { changeLength(of: path, to: byteCount + 5_000_000) }, .takeBytes(byteCount), reply("1"),
      .takeRequest, reply("2"),
    ])
    let transport = CurlTransport.patient()
    #expect(try transport.send(try Self.upload(path, byteCount: byteCount, at: server)).text == "1")
    #expect(try transport.send(try Client.get("/next", at: server)).text == "2")
    #expect(server.requests.last?.line == "GET /next HTTP/1.1")
  }

  @Test("A missing file is named, and nothing is sent")
  func missing() throws {
    let server = try RawServer([.takeRequest, reply("ok")])
    let request = try Self.upload("/nowhere/data.bin", byteCount: 1, at: server)
    let error = try Client.failure { _ = try CurlTransport.patient().send(request) }
    #expect(error == TransportError(.other("/nowhere/data.bin: no such file or directory")))
    #expect(server.connectionCount == 0)
  }

  @Test("A POST without a body has a length of 0 and no type", arguments: [HTTPRequest.Method.post, .put, .patch])
  func withoutBody(method: HTTPRequest.Method) throws {
    let server = try RawServer([.takeRequest, reply("ok")])
    _ = try CurlTransport.patient().send(try Client.request(method, at: server.origin))
    let received = try #require(server.requests.first)
    #expect(received.line == "\(method.rawValue) /maps HTTP/1.1")
    #expect(received.values("content-length") == ["0"])
    #expect(received.values("content-type") == [])
    #expect(received.values("transfer-encoding") == [])
  }

  @Test("Reads and a DELETE announce no body", arguments: [HTTPRequest.Method.get, .head, .delete])
  func read(method: HTTPRequest.Method) throws {
    let server = try RawServer([.takeRequest, .send("HTTP/1.1 204 Nothing\r\n\r\n")])
    _ = try CurlTransport.patient().send(try Client.request(method, at: server.origin))
    let received = try #require(server.requests.first)
    #expect(received.line == "\(method.rawValue) /maps HTTP/1.1")
    #expect(received.values("content-length") == [])
    #expect(received.values("content-type") == [])
  }

  @Test(
    "A body is sent as it is, with zeros in it and whatever the method", arguments: ["GET", "DELETE", "POST", "FELT"])
  func jsonBody(method: String) throws {
    let method = try #require(HTTPRequest.Method(method))
    let server = try RawServer([.takeRequest, reply("ok")])
    let json = Array("{\"title\":\"a\\u0000b\\u00e9\"}\n".utf8)
    _ = try CurlTransport.patient().send(try Client.request(method, at: server.origin, body: .json(json)))
    let received = try #require(server.requests.first)
    #expect(received.line == "\(method.rawValue) /maps HTTP/1.1")
    #expect(received.body == json)
    #expect(received.values("content-type") == ["application/json"])
  }

  @Test("A HEAD request with a body is refused")
  func headWithBody() throws {
    let server = try RawServer([.takeRequest, reply("ok")])
    let request = try Client.request(.head, at: server.origin, body: .json(Array("{}".utf8)))
    #expect(try Client.failure { _ = try CurlTransport.patient().send(request) } != nil)
    #expect(server.connectionCount == 0)
  }
}
