import FeltAPI
import HTTPTransport
import HTTPTypes
import TestSupport

/// Requests to a test's server, built as the shell builds them.
enum Client {
  static let token = "felt_pat_9dLaGvxx7Q+Zk0/abcd="

  static func request(
    _ method: HTTPRequest.Method, _ path: String = "/maps", at origin: String, token: String? = token,
    headers: [Call.HeaderItem] = [], body: Call.Body = .none
  ) throws -> Request {
    guard let baseURL = BaseURL(origin) else { throw ProgramFailure("\(origin) is not a valid base URL") }
    let builder = RequestBuilder(baseURL: baseURL, token: try token.map { try Token($0) })
    return try builder.request(for: Call(method, [.literal(path)], headers: headers, body: body))
  }

  static func get(_ path: String = "/maps", at server: RawServer) throws -> Request {
    try request(.get, path, at: server.origin)
  }

  /// What a transport fails with; nil when it doesn't.
  static func failure(_ body: () throws -> Void) throws -> TransportError? {
    do {
      try body()
      return nil
    } catch let error as TransportError {
      return error
    }
  }
}

extension CurlTransport {
  /// One whose time runs out long after that of the server's scripts, so that a test fails instead of hanging.
  static func patient(cancellation: Int32? = nil, environment: [String: String] = [:]) -> CurlTransport {
    CurlTransport(options: Options(timeout: 40, cancellation: cancellation, environment: environment))
  }
}

extension Response {
  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// A complete response with its length in front.
func reply(_ body: String, status: String = "200 OK", headers: [String] = []) -> RawServer.Step {
  let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "", body]
  return .send(lines.joined(separator: "\r\n"))
}
