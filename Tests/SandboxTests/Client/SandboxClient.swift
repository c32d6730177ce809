import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import TestSupport
import Testing

/// Sends requests to a sandbox, in memory or over a socket, and validates each response of the API against Felt's
/// description.
struct SandboxClient {
  /// A response, with its body parsed where it is JSON.
  struct Response {
    let status: Int
    let value: JSONValue?
    let headers: HTTPFields
    let bytes: [UInt8]
  }

  let service: SandboxService
  let connection: SandboxConnection
  /// The token of requests to the API; nil for none.
  var token: Token?
  private static let prefix = "/api/v2"
  /// The sandbox's time unless a test sets another clock, in seconds since 1970.
  static let now = 1_790_000_000.0

  init(
    _ kind: TransportKind,
    _ configuration: SandboxConfiguration = SandboxConfiguration(clock: { now }, seed: 1, workTime: 0)
  ) throws {
    service = SandboxService(configuration: configuration)
    connection = try SandboxConnection(kind, to: service)
    token = service.token
  }

  /// Sends any request to the API and validates the response.
  ///
  /// - Parameter target: path and query, relative to `/api/v2`.
  @discardableResult
  func raw(
    _ method: HTTPRequest.Method, _ target: String, body: String = "", type: String = "application/json",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Response {
    let response = try unchecked(method, target, body: Array(body.utf8), type: type)
    let problems = ResponseCheck.shared.problems(response, to: method, target)
    #expect(problems == [], "\(method) \(target) \(body)", sourceLocation: sourceLocation)
    return response
  }

  /// Sends any request to the API without validating the response.
  func unchecked(
    _ method: HTTPRequest.Method, _ target: String, body: [UInt8] = [], type: String = "application/json"
  ) throws -> Response {
    try send(method, to: connection.origin + Self.prefix, target, body: body, type: type, token: token)
  }

  /// Calls an operation that is expected to succeed.
  ///
  /// - Returns: the response's body; null for none.
  @discardableResult
  func call(
    _ name: String, _ parameters: [String] = [], query: String = "", body: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    let operation = try #require(Catalogue.operation(named: name), sourceLocation: sourceLocation)
    let values = Dictionary(uniqueKeysWithValues: zip(operation.path.parameterNames, parameters))
    let path = try operation.path.expand(values)
    let target = path + (query.isEmpty ? "" : "?" + query)
    let response = try raw(operation.method, target, body: body, sourceLocation: sourceLocation)
    let text = String(decoding: response.bytes, as: UTF8.self)
    #expect(response.status == operation.successStatus, "\(name): \(text)", sourceLocation: sourceLocation)
    return response.value ?? .null
  }

  /// Sends a request to an address outside of the API, such as the storage's.
  func visit(
    _ method: HTTPRequest.Method = .get, _ address: String, headers: [Call.HeaderItem] = [], body: [UInt8] = [],
    type: String = "", token: Token? = nil
  ) throws -> Response {
    let origins = [connection.storageOrigin, connection.origin]
    let origin = try #require(origins.first { address.hasPrefix($0 + "/") }, "\(address)")
    return try send(
      method, to: origin, String(address.dropFirst(origin.count)), headers: headers, body: body, type: type,
      token: token)
  }

  private func send(
    _ method: HTTPRequest.Method, to base: String, _ target: String, headers: [Call.HeaderItem] = [], body: [UInt8],
    type: String, token: Token?
  ) throws -> Response {
    let builder = RequestBuilder(baseURL: try #require(BaseURL(base)), token: token)
    let sent = try sentBody(body, type)
    let request = try builder.request(for: Call(method, [.literal(target)], headers: headers, body: sent))
    let response = try connection.transport.send(request)
    let isJSON = response.head.headers[.contentType]?.hasPrefix("application/json") ?? false
    return Response(
      status: response.status, value: isJSON && method != .head ? try JSONValue(parsing: response.body) : nil,
      headers: response.head.headers, bytes: response.body)
  }

  /// A call's body. Bytes that aren't valid JSON are sent from a file.
  private func sentBody(_ body: [UInt8], _ type: String) throws -> Call.Body {
    if body.isEmpty { return .none }
    if type == "application/json", (try? JSONValue(parsing: body)) != nil { return .json(body) }
    return .file(
      path: try connection.folder.write(body, to: "body"), byteCount: body.count, contentType: type)
  }
}

extension SandboxClient {
  /// The ids of the seeded maps.
  func mapIDs() throws -> [String] {
    try call("list_projects").texts("$[*].id").flatMap { try call("show_project", [$0]).texts("$.maps[*].id") }
  }

  /// The id of the seeded map with layers, groups, components, elements and comments.
  func floodMap() throws -> String { try #require(try mapIDs().first) }
}

extension JSONValue {
  /// The first node of a query, as text.
  func text(_ path: String) throws -> String {
    let value = try #require(try JSONPath(parsing: path).evaluate(on: self).first?.value)
    if case .string(let text) = value { return text }
    return String(decoding: value.serialized(), as: UTF8.self)
  }

  /// All nodes of a query, as text.
  func texts(_ path: String) throws -> [String] {
    try JSONPath(parsing: path).evaluate(on: self).map { try $0.value.text("$") }
  }
}
