public import HTTPTypes

/// What a person asked of the API, before it is a request: a method, a path with values in it, and items.
public struct Call: Sendable {
  /// A part of a path as it was typed.
  public enum PathPart: Sendable, Hashable {
    /// Text of the path itself, slashes included; it may end in a query.
    case literal(String)
    /// A value that stays inside its segment whatever it holds.
    case value(String)
  }

  /// A parameter of the query.
  public struct QueryItem: Sendable, Hashable {
    /// The plain name.
    public let name: String
    /// The plain value.
    public let value: String

    /// Makes a parameter of a plain name and a plain value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A header as it was typed.
  public struct HeaderItem: Sendable, Hashable {
    /// The name, in any case.
    public let name: String
    /// The value.
    public let value: String

    /// Makes a header of a name and a value, which are checked when the request is built.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What is sent as the body.
  public enum Body: Sendable {
    /// None.
    case none
    /// A JSON object or array made of fields, in order.
    case fields([BodyField])
    /// JSON as it was written.
    case json([UInt8])
    /// A file, sent as it is; its size in bytes was read when the call was made.
    case file(path: String, byteCount: Int, contentType: String)
  }

  /// The method.
  public var method: HTTPRequest.Method
  /// The path, relative to the base URL.
  public var path: [PathPart]
  /// The parameters of the query, in order.
  public var query: [QueryItem]
  /// The headers, in order.
  public var headers: [HeaderItem]
  /// The body.
  public var body: Body

  /// Makes a call.
  public init(
    _ method: HTTPRequest.Method, _ path: [PathPart], query: [QueryItem] = [], headers: [HeaderItem] = [],
    body: Body = .none
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// Makes a call of an operation.
  ///
  /// - Parameters:
  ///   - operation: gives the method and the path.
  ///   - parameters: plain values of the path's parameters by name; the address of a map's page stands for its id.
  ///   - query: the parameters of the query, in order.
  ///   - headers: those besides the ones that every request has.
  ///   - body: what is sent.
  /// - Throws: ``CallProblem`` for a missing parameter or one that cannot stand in a path.
  public init(
    _ operation: Operation, _ parameters: [String: String] = [:], query: [QueryItem] = [],
    headers: [HeaderItem] = [], body: Body = .none
  ) throws(CallProblem) {
    let values = parameters.mapValues { FeltPage.mapID($0) ?? $0 }
    self.init(
      operation.method, [.literal(try operation.path.expand(values))], query: query, headers: headers, body: body)
  }
}
