import HTTPTypes
import Sandbox
import SandboxServer
import TestSupport

/// The ways to the sandbox, between which there must be no difference.
enum WayIn: String, CaseIterable, Sendable {
  case memory, socket
}

/// An answer, whichever way it came.
struct Answer {
  let status: Int
  let headers: HTTPFields
  let body: [UInt8]
}

/// Something that takes requests to a sandbox.
protocol Door {
  func send(_ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields, _ body: [UInt8]) throws -> Answer
}

struct MemoryDoor: Door {
  let service: SandboxService

  func send(
    _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields, _ body: [UInt8]
  ) throws -> Answer {
    let request = SandboxRequest(method: method, target: target, headers: headers, body: body)
    let reply = service.answer(request)
    return Answer(status: reply.status, headers: reply.headers, body: method == .head ? [] : reply.body)
  }
}

/// A server of its own, and one connection to it that is kept.
final class SocketDoor: Door {
  private let server: LoopbackServer
  private var client: RawClient?

  init(_ service: SandboxService) throws {
    server = try LoopbackServer(service: service, port: 0)
  }

  deinit {
    server.stop()
  }

  func send(
    _ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields, _ body: [UInt8]
  ) throws -> Answer {
    let client = try self.client ?? RawClient(port: server.port)
    self.client = client
    try client.send(
      method.rawValue, target, headers: headers.map { ($0.name.rawName, $0.value) }, body: body,
      host: "127.0.0.1:\(server.port)")
    let answer = try client.answer(hasBody: method != .head)
    if answer.header("connection") == "close" { self.client = nil }
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    return Answer(status: answer.status, headers: fields, body: answer.body)
  }
}
