internal import HTTPTypes
internal import JSONText

/// Makes requests of calls: the one place where URLs, headers and bodies come from.
public struct RequestBuilder: Sendable {
  /// Where the API is.
  public var baseURL: BaseURL
  /// The token of the session; nil for none.
  public var token: Token?
  /// Headers of the session, sent with each request.
  public var sessionHeaders: [Call.HeaderItem]
  /// What the program calls itself.
  public var userAgent: String

  /// Makes a builder.
  public init(
    baseURL: BaseURL = .felt, token: Token? = nil, sessionHeaders: [Call.HeaderItem] = [],
    userAgent: String = "feltsh"
  ) {
    self.baseURL = baseURL
    self.token = token
    self.sessionHeaders = sessionHeaders
    self.userAgent = userAgent
  }

  /// Makes the request of a call.
  ///
  /// - Throws: ``CallProblem``; nothing has been sent then.
  public func request(for call: Call) throws(CallProblem) -> Request {
    try request(for: call, at: path(of: call))
  }

  /// Where a call goes to.
  package func path(of call: Call) throws(CallProblem) -> ResolvedPath {
    try ResolvedPath(call.path, baseURL: baseURL)
  }

  /// Makes the request of a call whose path has been looked up.
  package func request(for call: Call, at resolved: ResolvedPath) throws(CallProblem) -> Request {
    let operation = resolved.operation(call.method)
    let (body, contentType, readings) = try Self.body(of: call, schema: operation?.body)
    var query = resolved.query
    for item in call.query {
      if !query.isEmpty { query += "&" }
      query += PathSegment.encodeQuery(item.name) + "=" + PathSegment.encodeQuery(item.value)
    }
    if token != nil, !baseURL.keepsSecrets { throw .insecureBaseURL(baseURL.description) }
    return Request(
      method: call.method, baseURL: baseURL, path: resolved.path, query: query,
      headers: try headers(call.headers, contentType: contentType), authorization: token, body: body,
      operation: operation, fieldReadings: readings)
  }

  static func body(
    of call: Call, schema: Schema?
  ) throws(CallProblem) -> (Request.Body, contentType: String?, [Request.FieldReading]) {
    switch call.body {
    case .none, .fields([]):
      return (.none, nil, [])
    case .fields(let fields):
      let builder = try BodyBuilder(fields, schema: schema)
      return (.bytes(builder.bytes), "application/json", builder.readings)
    case .json(let bytes):
      do { _ = try JSONValue(parsing: bytes) } catch { throw .malformedJSON(error.description, item: nil) }
      return (.bytes(bytes), "application/json", [])
    case .file(let path, let byteCount, let contentType):
      return (.file(path: path, byteCount: byteCount), contentType, [])
    }
  }

  func headers(_ items: [Call.HeaderItem], contentType: String?) throws(CallProblem) -> HTTPFields {
    var fields = HTTPFields()
    fields.append(HTTPField(name: .accept, value: "application/json"))
    fields.append(HTTPField(name: .userAgent, value: userAgent))
    if let contentType { fields.append(HTTPField(name: .contentType, value: contentType)) }
    let count = sessionHeaders.count + items.count
    if count > Self.mostHeaders { throw .tooManyHeaders(count) }
    for item in sessionHeaders + items {
      guard let name = HTTPField.Name(item.name), HTTPField.isValidValue(item.value) else {
        throw .malformedHeader(item.name)
      }
      if Self.reservedHeaders.contains(name.canonicalName) { throw .reservedHeader(item.name) }
      fields[name] = item.value
    }
    return fields
  }

  /// The most headers that a call and its session may have; servers take far fewer.
  public static let mostHeaders = 1000

  /// Headers that belong to the session (the token's) or to the transport (what frames the message).
  private static let reservedHeaders: Set<String> = [
    "authorization", "proxy-authorization", "cookie", "host", "content-length", "transfer-encoding", "connection",
    "expect", "te", "trailer", "upgrade",
  ]
}
