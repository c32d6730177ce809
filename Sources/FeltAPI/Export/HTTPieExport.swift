internal import HTTPTypes

/// A request as a command line of HTTPie 3. Source: HTTPie's documentation, "Request items".
enum HTTPieExport {
  static func text(for request: Request) -> String {
    var lines = ["http --ignore-stdin \(request.method.rawValue) \(request.url.shellQuoted)"]
    if request.exportsToken { lines.append("\"Authorization:Bearer $\(RequestExport.tokenVariable)\"") }
    for (name, value) in request.exportedHeaders {
      lines.append(header(name, value).shellQuoted)
    }
    switch request.body {
    case .none, .streamed: break
    case .bytes: lines.append("--raw " + (request.bodyText ?? "").shellQuoted)
    case .file(let path, _): lines.append(("@" + path).shellQuoted)
    }
    return lines.joined(separator: " \\\n  ")
  }

  /// A value that begins with a separator's second character has to be kept apart from the colon.
  private static func header(_ name: String, _ value: String) -> String {
    guard let first = value.first else { return name + ";" }
    return name + ":" + ("=@".contains(first) ? "\\" : "") + value
  }
}
