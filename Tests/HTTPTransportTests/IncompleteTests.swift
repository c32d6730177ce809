import FeltAPI
import Foundation
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Responses that are incomplete or malformed")
struct IncompleteTests {
  private static let json = Array("{\"title\":\"\(String(repeating: "Flood zones ", count: 3000))\"}".utf8)

  /// What a request to a server with this script fails with.
  private func failure(_ steps: [RawServer.Step], method: HTTPRequest.Method = .get) throws -> TransportError? {
    let server = try RawServer([.takeRequest] + steps)
    let request = try Client.request(method, at: server.origin)
    return try Client.failure { _ = try CurlTransport.patient().send(request) }
  }

  private func defect(_ steps: [RawServer.Step]) throws -> ResponseDefect? {
    guard let error = try failure(steps) else { return nil }
    guard case .defectiveResponse(let defect) = error.reason else { throw error }
    #expect(error.mayHaveHappened)
    return defect
  }

  @Test("A compressed body is unpacked whole", arguments: Packing.allCases)
  func unpacked(packing: Packing) throws {
    let server = try RawServer([.takeRequest] + packing.reply(try packing.pack(Self.json)))
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).body == Self.json)
    #expect(server.requests.map { $0.values("accept-encoding") } == [["gzip, deflate, br, zstd"]])
  }

  @Test("A compressed body that comes a byte at a time is unpacked whole", arguments: Packing.allCases)
  func dripping(packing: Packing) throws {
    let packed = try packing.pack(Array("[\"a title, a title, a title\"]".utf8))
    var steps: [RawServer.Step] = [.takeRequest]
    steps += packing.reply(packed).prefix(1) + packed.map { .sendBytes([$0]) }
    let server = try RawServer(steps)
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).text == "[\"a title, a title, a title\"]")
  }

  @Test(
    "What brotli and zstd themselves packed is unpacked whole",
    arguments: [
      (Packing.brotli, "YpURv5FarBnjnaBOlurvcqaZDxpTOkYpySQP1gI3dDwnQgCw7NC6cwQP"),
      (.zstd, "KLUv/WSsiwUBAMB7InRpdGxlIjoiRmxvb2Qgem9uZXMgIn0BACIZ10sTOQDrxg=="),
    ])
  func packed(packing: Packing, text: String) throws {
    let packed = Array(try #require(Data(base64Encoded: text)))
    let server = try RawServer([.takeRequest] + packing.reply(packed))
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).body == Self.json)
    for count in [1, 5, packed.count / 2, packed.count - 1] {
      #expect(try defect(packing.reply(Array(packed.prefix(count)))) == .compressedBodyCut, "\(count) bytes")
    }
    // brotli has no checksum that a changed byte would fail.
    var changed = packing == .brotli ? [UInt8](repeating: 0xFF, count: 20) : packed
    changed[changed.count / 2] ^= 0x55
    guard case .damagedCompression? = try defect(packing.reply(changed)) else {
      Issue.record("the changed byte was not noticed")
      return
    }
  }

  @Test("A zstd body of several frames is unpacked whole")
  func frames() throws {
    let packed = try Packing.zstd.pack(Array("[1,".utf8)) + Packing.zstd.pack(Array("2]".utf8))
    let server = try RawServer([.takeRequest] + Packing.zstd.reply(packed))
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).text == "[1,2]")
  }

  @Test("A zstd body that asks for more memory than the encoding allows is refused")
  func window() throws {
    // The header of a frame with a window of 128 MB, and a block.
    let packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 17 << 3, 0x11, 0, 0, 0x5B, 0x5D]
    #expect(
      try defect(Packing.zstd.reply(packed))
        == .damagedCompression("Frame requires too much memory for decoding"))
  }

  @Test("A gzip body of several members is unpacked whole")
  func members() throws {
    let packed = try Packing.gzip.pack(Array("[1,".utf8)) + Packing.gzip.pack(Array("2]".utf8))
    let server = try RawServer([.takeRequest] + Packing.gzip.reply(packed))
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).text == "[1,2]")
  }

  @Test("A compressed body that is cut anywhere is incomplete, though the length fits", arguments: Packing.allCases)
  func cutCompression(packing: Packing) throws {
    let packed = try packing.pack(Self.json)
    for count in [1, 2, 10, packed.count / 2, packed.count - 1] {
      #expect(try defect(packing.reply(Array(packed.prefix(count)))) == .compressedBodyCut, "\(count) bytes")
    }
  }

  @Test("Bytes after the end of a compressed body are malformed", arguments: Packing.allCases)
  func trailingBytes(packing: Packing) throws {
    let packed = try packing.pack(Self.json) + Array("{}".utf8)
    #expect(try defect(packing.reply(packed)) == .bytesAfterCompression)
  }

  @Test("A compressed body with a byte changed is damaged", arguments: [Packing.gzip, .zlib])
  func damaged(packing: Packing) throws {
    var packed = try packing.pack(Self.json)
    packed[packed.count - 2] ^= 0x40
    guard case .damagedCompression = try defect(packing.reply(packed)) else {
      Issue.record("the checksum was not looked at")
      return
    }
  }

  @Test("An encoding that was not requested is malformed, and one that was requested is left as it is")
  func unknownEncoding() throws {
    let body = reply("packed", headers: ["Content-Encoding: compress"])
    #expect(try defect([body]) == .unknownEncoding("compress"))
    let server = try RawServer([.takeRequest, body])
    let own = [Call.HeaderItem(name: "Accept-Encoding", value: "compress")]
    #expect(
      try CurlTransport.patient().send(try Client.request(.get, at: server.origin, headers: own)).text == "packed")
    #expect(server.requests.map { $0.values("accept-encoding") } == [["compress"]])
  }

  @Test("A response without a body needs none, whatever its encoding", arguments: ["HEAD", "204", "304", "0"])
  func withoutBody(kind: String) throws {
    let status = ["204", "304"].contains(kind) ? kind : "200"
    let length = kind == "0" ? "Content-Length: 0\r\n" : ""
    let head = "HTTP/1.1 \(status) Nothing\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\(length)\r\n"
    #expect(try failure([.send(head)], method: kind == "HEAD" ? .head : .get) == nil)
  }

  @Test(
    "JSON that is cut where only the connection's end ends it is incomplete",
    arguments: ["", " ", "{", "{\"a\":1", "[1,2,", "\"a", "\"a\\\"", "tru", "-", "1.", "{\"a\":\"}\"", "[{\"a\":[]}"])
  func cutJSON(body: String) throws {
    for type in ["application/json; charset=utf-8", "application/geo+json"] {
      #expect(try defect([.send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n" + body)]) == .jsonCut)
    }
  }

  @Test(
    "JSON that ends with the connection is whole when it is",
    arguments: ["{\"a\":[1,{\"b\":\"]}\\\\\"}]}\n", "true", "12", "\"a\"", "[]", "1e5 ", "not JSON at all"])
  func wholeJSON(body: String) throws {
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body),
    ])
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).text == body)
  }

  @Test("Text that ends with the connection is accepted, because its end is unknown")
  func cutText() throws {
    #expect(try failure([.send("HTTP/1.0 200 OK\r\nContent-Type: text/csv\r\n\r\na,b\n1")]) == nil)
  }

  @Test(
    "A length that is not one is malformed",
    arguments: ["12abc", "-1", "+5", "", "0x5", "5 5", "5,", "99999999999999999999", "184467440737095516165"])
  func invalidLength(length: String) throws {
    guard case .invalidLength = try defect([.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nhello")]) else {
      Issue.record("it was taken")
      return
    }
  }

  @Test("Lengths that differ are malformed, and lengths that are equal are one", arguments: ["two fields", "a list"])
  func severalLengths(kind: String) throws {
    let separator = kind == "a list" ? ", " : "\r\nContent-Length: "
    for (second, expected) in [("7", .differingLengths), ("3", .differingLengths), ("5", nil)]
      as [(String, ResponseDefect?)]
    {
      let head = "HTTP/1.1 200 OK\r\nContent-Length: 5" + separator + second
      #expect(try defect([.send(head + "\r\n\r\nhello")]) == expected, "5 and \(second)")
    }
  }

  @Test("A thousand header fields are read, and more are a failure", arguments: [999, 1000, 70_000])
  func headers(count: Int) throws {
    let fields = (0..<count).map { "X-\($0): 1\r\n" }.joined()
    let result = try defect([.send("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 2\r\n\r\nok")])
    #expect(result == (count == 999 ? nil : .tooManyHeaders(limit: 1000)))
  }
}
