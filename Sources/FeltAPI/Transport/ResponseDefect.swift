/// What makes a response unusable, although the connection held.
public enum ResponseDefect: Sendable, Hashable {
  /// The compressed body ends before its own end mark.
  case compressedBodyCut
  /// The JSON ends in the middle, where the end of the connection was its only end mark.
  case jsonCut
  /// `Content-Length` is not a valid length; the value is what it says, where that is known.
  case invalidLength(String?)
  /// `Content-Length` comes several times, with different values.
  case differingLengths
  /// The compressed body can't be unpacked; the value says why.
  case damagedCompression(String)
  /// There are bytes after the end of the compressed body.
  case bytesAfterCompression
  /// The body is compressed in a way that was not asked for.
  case unknownEncoding(String)
  /// It does not begin as a response of HTTP does.
  case notHTTP
  /// There are more header fields than this.
  case tooManyHeaders(limit: Int)
}

extension ResponseDefect: CustomStringConvertible {
  /// What is wrong with the response, in one line.
  public var description: String {
    switch self {
    case .compressedBodyCut: "the response is incomplete: its compressed body ends too early"
    case .jsonCut: "the response is incomplete: its JSON ends too early"
    case .invalidLength(let text):
      "the response is malformed: its Content-Length\(text.map { " " + $0 } ?? "") is not a valid length"
    case .differingLengths: "the response is malformed: it has several Content-Length headers that differ"
    case .damagedCompression(let detail): "the response is malformed: its compressed body is damaged (\(detail))"
    case .bytesAfterCompression: "the response is malformed: there are bytes after the end of its compressed body"
    case .unknownEncoding(let name):
      "the response is malformed: its body has the encoding \(name), which was not asked for"
    case .notHTTP: "the response is malformed: it is not HTTP"
    case .tooManyHeaders(let limit): "the response is malformed: it has more than \(limit) header fields"
    }
  }
}
