import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import TestSupport
import Testing

/// Talks to a sandbox by one of the ways in, and holds every answer against Felt's description of it.
struct SandboxClient {
  /// An answer, with its body read where it is JSON.
  struct Answer {
    let status: Int
    let value: JSONValue?
    let headers: HTTPFields
    let bytes: [UInt8]
  }

  let service: SandboxService
  let way: OpenWay
  /// Sent with what goes to the API; nil for none.
  var token: Token?
  private static let prefix = "/api/v2"
  /// When it is, unless a test says otherwise, in seconds since 1970.
  static let now = 1_790_000_000.0

  init(
    _ way: WayIn, _ configuration: SandboxConfiguration = SandboxConfiguration(clock: { now }, seed: 1, workTime: 0)
  ) throws {
    service = SandboxService(configuration: configuration)
    self.way = try OpenWay(way, to: service)
    token = service.token
  }

  /// What a request to the API is answered, whatever it is.
  ///
  /// - Parameter target: path and query, relative to `/api/v2`.
  @discardableResult
  func raw(
    _ method: HTTPRequest.Method, _ target: String, body: String = "", type: String = "application/json",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Answer {
    let answer = try ask(method, target, body: Array(body.utf8), type: type)
    let problems = AnswerCheck.shared.problems(answer, to: method, target)
    #expect(problems == [], "\(method) \(target) \(body)", sourceLocation: sourceLocation)
    return answer
  }

  /// The same for any bytes, without a look at the answer.
  func ask(
    _ method: HTTPRequest.Method, _ target: String, body: [UInt8] = [], type: String = "application/json"
  ) throws -> Answer {
    try send(method, to: way.origin + Self.prefix, target, body: body, type: type, token: token)
  }

  /// The answer of an operation that succeeds.
  @discardableResult
  func call(
    _ name: String, _ parameters: [String] = [], query: String = "", body: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    let operation = try #require(Catalogue.operation(named: name), sourceLocation: sourceLocation)
    let values = Dictionary(uniqueKeysWithValues: zip(operation.path.parameterNames, parameters))
    let path = try operation.path.expand(values)
    let target = path + (query.isEmpty ? "" : "?" + query)
    let answer = try raw(operation.method, target, body: body, sourceLocation: sourceLocation)
    let text = String(decoding: answer.bytes, as: UTF8.self)
    #expect(answer.status == operation.successStatus, "\(name): \(text)", sourceLocation: sourceLocation)
    return answer.value ?? .null
  }

  /// What an address outside the API is answered, such as one of storage; no token is sent.
  func visit(
    _ method: HTTPRequest.Method = .get, _ address: String, headers: [Call.HeaderItem] = [], body: [UInt8] = [],
    type: String = "", token: Token? = nil
  ) throws -> Answer {
    let origin = try #require([way.storageOrigin, way.origin].first { address.hasPrefix($0 + "/") }, "\(address)")
    return try send(
      method, to: origin, String(address.dropFirst(origin.count)), headers: headers, body: body, type: type,
      token: token)
  }

  private func send(
    _ method: HTTPRequest.Method, to base: String, _ target: String, headers: [Call.HeaderItem] = [], body: [UInt8],
    type: String, token: Token?
  ) throws -> Answer {
    let builder = RequestBuilder(baseURL: try #require(BaseURL(base)), token: token)
    let sent = try sentBody(body, type)
    let request = try builder.request(for: Call(method, [.literal(target)], headers: headers, body: sent))
    let response = try way.transport.send(request)
    let isJSON = response.head.headers[.contentType]?.hasPrefix("application/json") ?? false
    return Answer(
      status: response.status, value: isJSON && method != .head ? try JSONValue(parsing: response.body) : nil,
      headers: response.head.headers, bytes: response.body)
  }

  /// A body as a call takes it; what is no JSON goes by way of a file.
  private func sentBody(_ body: [UInt8], _ type: String) throws -> Call.Body {
    if body.isEmpty { return .none }
    if type == "application/json", (try? JSONValue(parsing: body)) != nil { return .json(body) }
    return .file(path: try way.folder.write(body, to: "body"), byteCount: body.count, contentType: type)
  }
}

extension SandboxClient {
  /// The ids of the seeded maps.
  func mapIDs() throws -> [String] {
    try call("list_projects").texts("$[*].id").flatMap { try call("show_project", [$0]).texts("$.maps[*].id") }
  }

  /// The id of the seeded map with layers, groups, elements and comments.
  func floodMap() throws -> String { try #require(try mapIDs().first) }
}

extension JSONValue {
  /// What a JSONPath finds, as text.
  func text(_ path: String) throws -> String {
    let value = try #require(try JSONPath(parsing: path).evaluate(on: self).first?.value)
    if case .string(let text) = value { return text }
    return String(decoding: value.serialized(), as: UTF8.self)
  }

  /// All that a JSONPath finds, as text.
  func texts(_ path: String) throws -> [String] {
    try JSONPath(parsing: path).evaluate(on: self).map { try $0.value.text("$") }
  }
}
