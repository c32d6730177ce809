internal import HTTPTypes
internal import JSONText

/// Gathers what the options of a curl command say.
struct CurlReader {
  /// A piece of the body.
  struct Piece {
    enum Kind { case text, file, json, formField }
    let kind: Kind
    let text: String
  }

  private(set) var headers: [Call.HeaderItem] = []
  private(set) var data: [Piece] = []
  private(set) var tokenPlace: String?
  private(set) var ignored: [String] = []
  private var urls: [String] = []
  private var method: String?
  private var isGet = false
  private var isHead = false

  mutating func read(_ words: ArraySlice<String>) throws(CurlImportProblem) {
    var words = words
    var takesOptions = true
    while let word = words.popFirst() {
      if !takesOptions || !word.hasPrefix("-") || word == "-" {
        urls.append(word)
      } else if word == "--" {
        takesOptions = false
      } else if word.hasPrefix("--") {
        try readLong(word, &words)
      } else {
        try readShort(word, &words)
      }
    }
  }

  private mutating func readLong(_ word: String, _ words: inout ArraySlice<String>) throws(CurlImportProblem) {
    guard let meaning = CurlOptions.long(String(word.dropFirst(2))) else {
      let nearest = Suggestion.nearest(to: String(word.dropFirst(2)), in: CurlOptions.longNames)
      throw .unknownOption(word, suggestion: nearest.map { "--" + $0 })
    }
    guard meaning.takesValue else { return try apply(meaning, word, "") }
    guard let value = words.popFirst() else { throw .missingValue(word) }
    try apply(meaning, word, value)
  }

  private mutating func readShort(_ word: String, _ words: inout ArraySlice<String>) throws(CurlImportProblem) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let meaning = CurlOptions.short(letter) else { throw .unknownOption(name, suggestion: nil) }
      guard meaning.takesValue else {
        try apply(meaning, name, "")
        continue
      }
      guard let value = letters.isEmpty ? words.popFirst() : String(letters) else { throw .missingValue(name) }
      return try apply(meaning, name, value)
    }
  }

  private mutating func apply(
    _ meaning: CurlOptions.Meaning, _ name: String, _ value: String
  ) throws(CurlImportProblem) {
    switch meaning {
    case .method: method = value
    case .header: try add(header: value)
    case .url: urls.append(value)
    case .data, .dataBinary: data.append(piece(value))
    case .dataRaw: data.append(Piece(kind: .text, text: value))
    case .dataURLEncoded: data.append(Piece(kind: .text, text: try urlEncoded(value, name)))
    case .json: data.append(value.hasPrefix("@") ? piece(value) : Piece(kind: .json, text: value))
    case .form:
      let content = value.drop { $0 != "=" }.dropFirst()
      if content.isEmpty || "@<".contains(content.first ?? " ") || content.contains(";") {
        throw .unsupported(name, reason: "Felt takes files in another way: see help upload")
      }
      data.append(Piece(kind: .formField, text: value))
    case .formString: data.append(Piece(kind: .formField, text: value))
    case .get: isGet = true
    case .head: isHead = true
    case .userAgent, .referer: ignored.append(name)
    case .range: headers.append(.init(name: "Range", value: "bytes=" + value))
    case .bearer: noteToken(value, in: name)
    case .ignored: ignored.append(name)
    case .refused(let reason): throw .unsupported(name, reason: reason)
    }
  }

  private func piece(_ value: String) -> Piece {
    value.hasPrefix("@") ? Piece(kind: .file, text: String(value.dropFirst())) : Piece(kind: .text, text: value)
  }

  private func urlEncoded(_ value: String, _ option: String) throws(CurlImportProblem) -> String {
    let name = value.prefix { $0 != "=" && $0 != "@" }
    let rest = value[name.endIndex...]
    if rest.hasPrefix("@") { throw .unsupported(option, reason: "it reads a file piece by piece") }
    if rest.isEmpty { return PathSegment.encodeQuery(value) }
    return (name.isEmpty ? "" : name + "=") + PathSegment.encodeQuery(String(rest.dropFirst()))
  }

  private mutating func add(header: String) throws(CurlImportProblem) {
    let name = header.prefix { $0 != ":" && $0 != ";" }
    guard HTTPField.Name(String(name)) != nil, !header.hasPrefix("@"), name.endIndex != header.endIndex else {
      throw .malformedHeader(header.hasPrefix("@") ? header : String(name))
    }
    var value = header[name.endIndex...].dropFirst().drop { $0 == " " || $0 == "\t" }
    while value.last == " " || value.last == "\t" { value.removeLast() }
    let lowercased = name.lowercased()
    if lowercased == "authorization" || lowercased == "proxy-authorization" {
      noteToken(
        String(value), in: lowercased == "authorization" ? "the Authorization header" : "the Proxy-Authorization header"
      )
    } else if Self.ownHeaders.contains(lowercased) || lowercased.hasPrefix("sec-") {
      if !["accept", "content-type"].contains(lowercased) { ignored.append(String(name)) }
      if lowercased == "content-type" { contentType = String(value) }
    } else {
      guard HTTPField.isValidValue(String(value)) else { throw .malformedHeader(String(name)) }
      headers.append(.init(name: String(name), value: String(value)))
    }
  }

  /// Notes where a token was, unless it is only the name of one, as in `Bearer $FELT_API_TOKEN`.
  private mutating func noteToken(_ value: String, in place: String) {
    if !value.isEmpty, !value.contains("$"), tokenPlace == nil { tokenPlace = place }
  }

  private var contentType: String?

  /// Headers that the session, the transport or a browser sets.
  private static let ownHeaders: Set<String> = [
    "accept", "accept-encoding", "connection", "content-length", "content-type", "cookie", "dnt", "expect", "host",
    "keep-alive", "origin", "priority", "referer", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
  ]
}

extension CurlReader {
  /// What all options together ask for.
  func request() throws(CurlImportProblem) -> (
    method: HTTPRequest.Method, url: String, query: [Call.QueryItem], body: CurlImport.Body
  ) {
    guard let first = urls.first else { throw .noURL }
    guard urls.count == 1 else { throw .severalURLs }
    let address = first.prefix { $0 != "#" }
    let base = address.prefix { $0 != "?" }
    var query = String(address[base.endIndex...].dropFirst())
    if isGet, !data.isEmpty {
      query = ([query] + (try data.map(Self.queryText))).filter { !$0.isEmpty }.joined(separator: "&")
    }
    let body = isGet ? .none : try body()
    let word = method ?? (isHead ? "HEAD" : body == .none ? "GET" : "POST")
    guard let method = HTTPRequest.Method(word) else { throw .malformedMethod(word) }
    return (method, Self.normalized(String(base)), Self.items(query), body)
  }

  private static func queryText(_ piece: Piece) throws(CurlImportProblem) -> String {
    guard piece.kind == .text else { throw .unsupported("-G", reason: "what it adds to the URL is not plain text") }
    return piece.text
  }

  /// curl takes a URL without a scheme for http; what is Felt's own was never meant to go without TLS.
  private static func normalized(_ url: String) -> String {
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
    let host = rest.prefix { !"/:".contains($0) }.lowercased()
    if host == "felt.com", !url.contains("://") || url.lowercased().hasPrefix("http://") { return "https://" + rest }
    return url.contains("://") ? url : "http://" + url
  }

  private func body() throws(CurlImportProblem) -> CurlImport.Body {
    guard let first = data.first else { return .none }
    if data.allSatisfy({ $0.kind == .formField }) {
      return .form(data.map { piece in Self.item(piece.text[...], decodes: false) })
    }
    if data.contains(where: { $0.kind == .formField }) {
      throw .unsupported("-F", reason: "a body is a form or other data, not both")
    }
    if data.contains(where: { $0.kind == .file }) {
      guard data.count == 1, first.text != "-" else {
        throw .unsupported("@" + first.text, reason: "a body is one file or text, not several")
      }
      return .file(first.text)
    }
    let text = data.map(\.text).joined(separator: first.kind == .json ? "" : "&")
    if (try? JSONValue(parsing: Array(text.utf8))) != nil { return .json(Array(text.utf8)) }
    let isForm = contentType.map { $0.hasPrefix("application/x-www-form-urlencoded") } ?? (first.kind == .text)
    return isForm && text.contains("=") && !text.hasPrefix("{") ? .form(Self.items(text)) : .text(text)
  }

  private static func items(_ query: String) -> [Call.QueryItem] {
    query.split(separator: "&").map { item($0, decodes: true) }
  }

  private static func item(_ text: Substring, decodes: Bool) -> Call.QueryItem {
    let name = text.prefix { $0 != "=" }
    let value = text[name.endIndex...].dropFirst()
    guard decodes else { return .init(name: String(name), value: String(value)) }
    let plain = { (part: Substring) in PathSegment.decode(part.replacing("+", with: " ")) ?? String(part) }
    return .init(name: plain(name), value: plain(value))
  }
}
