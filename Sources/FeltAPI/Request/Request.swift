public import HTTPTypes

/// A request that is ready to be sent. Only ``RequestBuilder`` makes one for the API.
public struct Request: Sendable {
  /// What is sent as the body.
  public enum Body: Sendable, Equatable {
    /// None.
    case none
    /// These bytes.
    case bytes([UInt8])
    /// A file, sent as it is; `byteCount` is its size when the request was built.
    case file(path: String, byteCount: Int)
    /// What is read while it is sent, such as a form with a file in it.
    case streamed(StreamedBody)
  }

  /// What became of one field of a JSON body: what it was read as, and whether the operation's schema knows it.
  public struct FieldReading: Sendable, Hashable {
    /// The field as it is typed, such as `viewer_permissions[can_export_data]`.
    public let path: String
    /// What its text was taken for, such as `number`.
    public let kind: String
    /// Whether the operation's schema has the field.
    public let isKnown: Bool
  }

  /// The method.
  public let method: HTTPRequest.Method
  /// Where the API is.
  public let baseURL: BaseURL
  /// The path relative to the base URL, percent-encoded, with a slash in front.
  public let path: String
  /// The query without its question mark, percent-encoded; empty for none.
  public let query: String
  /// All headers but `Authorization`.
  public let headers: HTTPFields
  /// The token to send in `Authorization`; nil for none.
  public let authorization: Token?
  /// The body.
  public let body: Body
  /// The operation that this is, where the catalogue has it.
  public let operation: Operation?
  /// What became of the body's fields, in order.
  public let fieldReadings: [FieldReading]

  /// Whether the response is a file of any length: the timeout holds for the pauses in which nothing of it comes.
  public internal(set) var isDownload = false

  /// The whole URL.
  public var url: String {
    baseURL.description + path + (query.isEmpty ? "" : "?" + query)
  }
}
