public import HTTPTypes

/// A request read of a pasted curl command, without the token that was in it.
public struct CurlImport: Sendable {
  /// What is sent as the body.
  public enum Body: Sendable, Hashable {
    /// None.
    case none
    /// JSON as it was written.
    case json([UInt8])
    /// Plain names and values, as of a form.
    case form([Call.QueryItem])
    /// Other text.
    case text(String)
    /// A file, by its path.
    case file(String)
  }

  /// The method, given or implied.
  public let method: HTTPRequest.Method
  /// The URL without its query, with a scheme; Felt's own is made https.
  public let url: String
  /// The parameters of the query, plain and in order.
  public let query: [Call.QueryItem]
  /// The headers but those that the session or the transport sets.
  public let headers: [Call.HeaderItem]
  /// The body.
  public let body: Body
  /// Where there was a token, which has been dropped, such as `the Authorization header`; nil where there was none.
  public let tokenPlace: String?
  /// Options and headers that were left out because they say nothing about the request, in order.
  public let ignored: [String]

  /// Reads a command.
  ///
  /// - Parameter command: as for a POSIX shell, over one line or several; a prompt in front does no harm.
  /// - Throws: ``CurlImportProblem``.
  public init(_ command: String) throws(CurlImportProblem) {
    var words = try Self.words(command)[...]
    if let first = words.first, ["$", "%", "#"].contains(first) { words.removeFirst() }
    guard let program = words.popFirst(), program == "curl" || program.hasSuffix("/curl") else { throw .notCurl }
    var reader = CurlReader()
    try reader.read(words)
    let parts = try reader.request()
    method = parts.method
    url = parts.url
    query = parts.query
    body = parts.body
    headers = reader.headers
    tokenPlace = reader.tokenPlace
    ignored = reader.ignored
    // In a query, a `+` was read as a space.
    let places: [(String, String)] =
      [("the URL", url)] + query.map { ("the query", ($0.name + "=" + $0.value).replacing(" ", with: "+")) }
      + reader.data.map { ("the body", $0.text) } + headers.map { ("the header \($0.name)", $0.value) }
    let detector = TokenLeakDetector()
    if let place = places.first(where: { detector.findsToken(in: $0.1) }) { throw .misplacedToken(place.0) }
  }

  /// The command's words. It may stand in quotes of its own, and behind another `curl`.
  private static func words(_ command: String) throws(CurlImportProblem) -> [String] {
    var words = try ShellWords.split(command)
    if words.count > 1, words[0] == "curl", words[1] == "curl" || words[1].hasPrefix("curl ") { words.removeFirst() }
    guard let first = words.first, first.hasPrefix("curl"), first.contains(where: \.isWhitespace) else { return words }
    if words.count == 1 { return try ShellWords.split(first) }
    // The quotes inside were not escaped.
    let text = command.drop { $0 != "'" && $0 != "\"" }
    return try ShellWords.split(String(text.dropFirst().dropLast()))
  }

  /// The call, to the path as it was written. A body of a file has no size yet; it is left for the caller to read.
  public var call: Call {
    let callBody: Call.Body =
      switch body {
      case .none, .text, .file: .none
      case .json(let bytes): .json(bytes)
      case .form(let items): .fields(items.map { BodyField(path: [.name($0.name)], value: .text($0.value)) })
      }
    return Call(method, [.literal(url)], query: query, headers: headers, body: callBody)
  }
}
