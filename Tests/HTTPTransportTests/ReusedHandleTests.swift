import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport
import Testing

@Suite("Requests one after the other through the same handle")
struct ReusedHandleTests {
  private enum Kind: CaseIterable {
    case get, head, delete, post, emptyPost, file, getWithBody, withoutToken, withHeader

    func request(_ origin: String, file: String) throws -> Request {
      switch self {
      case .get: try Client.request(.get, at: origin)
      case .head: try Client.request(.head, at: origin)
      case .delete: try Client.request(.delete, at: origin)
      case .post: try Client.request(.post, at: origin, body: .json(Array("{}".utf8)))
      case .emptyPost: try Client.request(.post, at: origin)
      case .file:
        try Client.request(.put, at: origin, body: .file(path: file, byteCount: 3, contentType: "text/plain"))
      case .getWithBody: try Client.request(.get, at: origin, body: .json(Array("[]".utf8)))
      case .withoutToken: try Client.request(.get, at: origin, token: nil)
      case .withHeader: try Client.request(.get, at: origin, headers: [.init(name: "X-Team", value: "gis")])
      }
    }
  }

  @Test("A request is the same whatever was sent before it")
  func independence() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("abc", to: "data.txt")
    let response = RawServer.Step.send("HTTP/1.1 204 Nothing\r\n\r\n")
    for second in Kind.allCases {
      let alone = try RawServer([.takeRequest, response])
      _ = try CurlTransport.patient().send(try second.request(alone.origin, file: file))
      let expected = try #require(alone.requests.first)
      for first in Kind.allCases {
        let server = try RawServer([.takeRequest, response, .takeRequest, response])
        let transport = CurlTransport.patient()
        _ = try transport.send(try first.request(server.origin, file: file))
        _ = try transport.send(try second.request(server.origin, file: file))
        let received = try #require(server.requests.last)
        #expect(received.connection == 0)
        #expect(received.linesWithoutHost == expected.linesWithoutHost, "\(second) after \(first)")
        #expect(received.body == expected.body, "\(second) after \(first)")
      }
    }
  }

  @Test("Options that are changed between two requests hold for the second")
  func changedOptions() throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest, .waitForClose])
    let transport = CurlTransport.patient()
    _ = try transport.send(try Client.get(at: server))
    transport.options.timeout = 0.2
    let error = try Client.failure { _ = try transport.send(try Client.get(at: server)) }
    #expect(error == TransportError(.timedOut(.firstByte, seconds: 0.2), mayHaveHappened: true))
  }

  @Test("A download, which takes any time, leaves the next request its time limit")
  func afterDownload() throws {
    let server = try RawServer([.takeRequest, reply("1"), .takeRequest, .waitForClose])
    let transport = CurlTransport(options: .init(timeout: 0.2))
    _ = try transport.send(try StorageRequestBuilder().request(downloading: server.origin + "/file"))
    guard case .timedOut = try Client.failure({ _ = try transport.send(try Client.get(at: server)) })?.reason else {
      Issue.record("there was no timeout")
      return
    }
  }
}

extension RawServerRequest {
  /// The port differs from server to server.
  fileprivate var linesWithoutHost: [String] { lines.filter { !$0.hasPrefix("Host:") } }
}
