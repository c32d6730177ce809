public import HTTPTypes

/// A response from the API, or from the sandbox.
public struct Response: Sendable {
  /// What comes before the body.
  public struct Head: Sendable, Hashable {
    /// The status, such as 200.
    public var status: Int
    /// The headers in the server's order.
    public var headers: HTTPFields

    /// Makes a head.
    public init(status: Int, headers: HTTPFields = [:]) {
      self.status = status
      self.headers = headers
    }

    /// Whether the status is one of success.
    public var isSuccess: Bool { HTTPStatus.isSuccess(status) }

    /// Whether `Content-Type` says that the body is JSON.
    public var isJSON: Bool {
      let type = headers.value(of: .contentType)?.lowercased() ?? ""
      return type.contains("/json") || type.contains("+json")
    }
  }

  /// How long each phase of a request took, in seconds from its start; 0 for a phase that there was not.
  public struct Timing: Sendable, Hashable {
    /// Until the host's name was resolved.
    public var nameLookup = 0.0
    /// Until the connection stood.
    public var connect = 0.0
    /// Until TLS was agreed.
    public var tls = 0.0
    /// Until the first byte of the response came.
    public var firstByte = 0.0
    /// Until all of it had come.
    public var total = 0.0
    /// Whether a connection from an earlier request was used again.
    public var reusedConnection = false

    /// Makes a timing of zeros.
    public init() {}
  }

  /// Status and headers.
  public var head: Head
  /// The body, where it was collected; empty where it was streamed elsewhere.
  public var body: [UInt8]
  /// How long it took.
  public var timing: Timing
  /// How often the request was sent: more than once where a kept connection broke before a response came.
  public var attemptCount: Int

  /// Makes a response.
  public init(head: Head, body: [UInt8] = [], timing: Timing = Timing(), attemptCount: Int = 1) {
    self.head = head
    self.body = body
    self.timing = timing
    self.attemptCount = attemptCount
  }

  /// The status, such as 200.
  public var status: Int { head.status }

  /// Whether the status is one of success.
  public var isSuccess: Bool { head.isSuccess }
}
