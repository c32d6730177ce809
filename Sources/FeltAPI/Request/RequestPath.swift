/// Turns a path as it was typed into one that can be sent.
enum RequestPath {
  /// - Returns: the path relative to the base URL, percent-encoded, and the query that was typed with it.
  static func resolve(_ parts: [Call.PathPart], baseURL: BaseURL) throws(CallProblem) -> (path: String, query: String) {
    var typed = ""
    for part in parts {
      switch part {
      case .literal(let text): typed += try escape(FeltPage.replacingAddresses(in: text))
      case .value(let value): typed += try PathSegment.encode(FeltPage.mapID(value) ?? value)
      }
    }
    let beforeFragment = typed.prefix { $0 != "#" }
    let path = beforeFragment.prefix { $0 != "?" }
    let relative = try relative(String(path), baseURL: baseURL)
    let segments = relative.split(separator: "/")
    if segments.contains(where: { Self.isDots($0) }) { throw .malformedPath(typed) }
    return (segments.map { "/" + $0 }.joined(), String(beforeFragment[path.endIndex...].dropFirst()))
  }

  /// The path without what the base URL already says.
  private static func relative(_ path: String, baseURL: BaseURL) throws(CallProblem) -> String {
    if path.containsBytes(of: "://") {
      guard let url = BaseURL(path), url.origin == baseURL.origin, url.path.isPath(under: baseURL.path) else {
        throw .foreignURL(path, base: baseURL.description)
      }
      return String(url.path.dropFirst(baseURL.path.count))
    }
    if path.utf8.starts(with: "//".utf8) { throw .malformedPath(path) }
    let absolute = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
    for prefix in [baseURL.path, BaseURL.felt.path] where !prefix.isEmpty && absolute.isPath(under: prefix) {
      return String(absolute.dropFirst(prefix.count))
    }
    return absolute
  }

  private static func isDots(_ segment: Substring) -> Bool {
    let plain = PathSegment.decode(segment)
    return plain == "." || plain == ".." || plain == nil
  }

  /// Escapes what a URL cannot hold, such as an umlaut; what is already an escape stays one.
  private static func escape(_ text: String) throws(CallProblem) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0...0x20, 0x7F...0x9F, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: throw .malformedPath(text)
      case 0x21...0x7E: result.unicodeScalars.append(scalar)
      default: result += PathSegment.encodeQuery(String(scalar))
      }
    }
    return result
  }
}

extension String {
  /// Whether a path is `prefix` itself or goes on below it.
  fileprivate func isPath(under prefix: String) -> Bool {
    self == prefix || hasPrefix(prefix + "/")
  }
}
