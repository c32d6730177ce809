import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Responses, however a server sends them")
struct ResponseTests {
  @Test("The head is passed on before there is a body, and each piece of the body before the next is sent")
  func streaming() throws {
    let (first, second) = (try RawServerGate(), try RawServerGate())
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX-Kind: slow\r\n\r\n"),
      .wait(first), .send("abc"), .wait(second), .send("def"),
    ])
    var events: [String] = []
    _ = try CurlTransport.patient().send(try Client.get(at: server)) { part in
      switch part {
      case .sent, .waiting: break
      case .head(let head):
        events.append("\(head.status) \(head.headers[values: .init("X-Kind") ?? .accept])")
        first.open()
      case .body(let bytes):
        events.append(String(decoding: bytes, as: UTF8.self))
        second.open()
      }
    }
    #expect(events == ["200 [\"slow\"]", "abc", "def"])
    #expect(server.problems == [])
  }

  @Test("A response that comes a byte at a time is whole")
  func dripping() throws {
    let server = try RawServer([
      .takeRequest,
      .drip("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
    ])
    let response = try CurlTransport.patient().send(try Client.get(at: server))
    #expect(response.status == 201)
    #expect(response.text == "abcde")
  }

  @Test("A body without a length lasts until the connection ends")
  func untilClose() throws {
    let server = try RawServer([.takeRequest, .send("HTTP/1.0 200 OK\r\n\r\nall of it")])
    #expect(try CurlTransport.patient().send(try Client.get(at: server)).text == "all of it")
  }

  @Test("Interim heads are ignored", arguments: [100, 102, 103, 199])
  func interim(status: Int) throws {
    let server = try RawServer([
      .takeRequest,
      .send("HTTP/1.1 \(status) Wait\r\nX-Kind: interim\r\n\r\nHTTP/1.1 \(status) Wait\r\n\r\n"),
      reply("ok", headers: ["X-Kind: final"]),
    ])
    var heads: [Response.Head] = []
    let response = try CurlTransport.patient().send(try Client.get(at: server)) { part in
      if case .head(let head) = part { heads.append(head) }
    }
    #expect(heads.map(\.status) == [200])
    #expect(heads.first?.headers.map(\.value) == ["final", "2"])
    #expect(response.head == heads.first)
  }

  @Test("Headers keep their order and their repetitions, without the space around their values")
  func headers() throws {
    let server = try RawServer([
      .takeRequest,
      reply("", headers: ["Link: <a>", "x-b:2", "LINK: <b>", "X-Empty:", "X-Space: \t a b \t ", "Link: <c>"]),
    ])
    let headers = try CurlTransport.patient().send(try Client.get(at: server)).head.headers
    #expect(
      headers.map { "\($0.name.rawName)=\($0.value)" } == [
        "Link=<a>", "x-b=2", "LINK=<b>", "X-Empty=", "X-Space=a b", "Link=<c>", "Content-Length=0",
      ])
  }

  @Test("Malformed headers are ignored, and the rest is read")
  func oddHeaders() throws {
    let server = try RawServer([
      .takeRequest,
      .sendBytes(
        Array("HTTP/1.1 200\r\nX-Latin: caf".utf8) + [0xE9] + Array("\r\nX Y: 1\r\n: 2\r\nX-Z: 3".utf8)
          + Array("\r\nContent-Length: 2\r\n\r\nok".utf8)),
    ])
    let response = try CurlTransport.patient().send(try Client.get(at: server))
    #expect(response.status == 200)
    #expect(response.text == "ok")
    #expect(response.head.headers.last { $0.name.rawName == "X-Z" }?.value == "3")
    #expect(response.head.headers.map(\.name.rawName) == ["X-Latin", "X-Z", "Content-Length"])
  }

  @Test("Trailers after a chunked body are not headers")
  func trailers() throws {
    let server = try RawServer([
      .takeRequest,
      .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Late: 1\r\n\r\n"),
    ])
    let response = try CurlTransport.patient().send(try Client.get(at: server))
    #expect(response.text == "ok")
    #expect(response.head.headers.map(\.name.rawName) == ["Transfer-Encoding"])
  }

  @Test("HEAD, 204 and 304 have no body, and the connection is kept", arguments: ["HEAD", "204", "304"])
  func withoutBody(kind: String) throws {
    let status = kind == "HEAD" ? "200 OK" : "\(kind) Nothing"
    let length = kind == "204" ? "" : "Content-Length: 12\r\n"
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 \(status)\r\n\(length)\r\n"), .takeRequest, reply("next"),
    ])
    let transport = CurlTransport.patient()
    let first = try Client.request(kind == "HEAD" ? .head : .get, at: server.origin)
    var parts = 0
    _ = try transport.send(first) { part in if case .waiting = part {} else { parts += 1 } }
    #expect(parts == 1)
    #expect(try transport.send(try Client.get(at: server)).text == "next")
    #expect(server.connectionCount == 1)
    #expect(server.requests.first?.line == (kind == "HEAD" ? "HEAD /maps HTTP/1.1" : "GET /maps HTTP/1.1"))
  }

  @Test("A response that comes before the upload has ended is passed on")
  func earlyResponse() throws {
    let server = try RawServer([.takeHead, reply("no", status: "401 Unauthorized"), .waitForClose])
    let body = Call.Body.json(Array("[\"\(String(repeating: "x", count: 1 << 23))\"]".utf8))
    let request = try Client.request(.post, at: server.origin, body: body)
    let response = try CurlTransport.patient().send(request)
    #expect(response.status == 401)
    #expect(response.text == "no")
  }

  @Test("Headers without an end are refused")
  func endlessHead() throws {
    let line = "X-Filler: \(String(repeating: "x", count: 60_000))\r\n"
    let server = try RawServer([
      .takeRequest, .send("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 40)), .waitForClose,
    ])
    let error = try Client.failure { _ = try CurlTransport.patient().send(try Client.get(at: server)) }
    #expect(error?.mayHaveHappened == true)
    #expect(error?.description.contains("header") == true)
  }
}
