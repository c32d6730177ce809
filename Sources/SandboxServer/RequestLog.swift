internal import FeltAPI
internal import NIOHTTP1
internal import Sandbox

/// Writes a line for each request, without queries, headers and bodies, which may contain secrets.
struct RequestLog {
  private let write: @Sendable (String) -> Void
  /// A client may encode a path several times over.
  private static let decodingLimit = 5

  init(_ write: @escaping @Sendable (String) -> Void) {
    self.write = write
  }

  /// - Parameter seconds: from the request's arrival to its response.
  func add(_ head: HTTPRequestHead, _ response: SandboxResponse, seconds: Double) {
    let redactor = Redactor()
    let path = head.uri.prefix { $0 != "?" }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).map { Self.safe($0, redactor) }
    let outcome = response.fault?.isReset ?? false ? "reset" : String(response.status)
    let line =
      "\(head.method) \(segments.joined(separator: "/")) \(outcome) \(response.body.count) B \(Int(seconds * 1000)) ms"
    write(redactor.redacting(line))
  }

  /// A path segment as it was sent, or redacted where a secret is encoded in it.
  private static func safe(_ segment: Substring, _ redactor: Redactor) -> String {
    var text = String(segment)
    for _ in 0..<decodingLimit {
      guard text.contains("%"), let decoded = PathSegment.decode(text), decoded != text else { break }
      text = decoded
      let redacted = redactor.redacting(text)
      if redacted != text, let encoded = try? PathSegment.encode(redacted) { return encoded }
      if redacted != text { return "…" }
    }
    return String(segment)
  }
}
