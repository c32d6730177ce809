/// Turns a path as it was typed into one that can be sent.
enum RequestPath {
  /// - Returns: the path relative to the base URL, percent-encoded, and the query that was typed with it.
  static func resolve(_ parts: [Call.PathPart], baseURL: BaseURL) throws(CallProblem) -> (path: String, query: String) {
    if parts.count == 1, case .literal(let text) = parts[0], isFinal(text, baseURL) { return (text, "") }
    var typed = ""
    for part in parts {
      switch part {
      case .literal(let text): typed += try escape(FeltPage.replacingAddresses(in: text))
      case .value(let value): typed += try PathSegment.encode(FeltPage.mapID(value) ?? value)
      }
    }
    // All of it is ASCII by now, of which each byte is a character.
    let beforeFragment = typed[..<(typed.utf8.firstIndex(of: UInt8(ascii: "#")) ?? typed.endIndex)]
    let path = beforeFragment[..<(beforeFragment.utf8.firstIndex(of: UInt8(ascii: "?")) ?? beforeFragment.endIndex)]
    let segments = PathTemplate.parts(of: try relative(String(path), baseURL: baseURL))
    if segments.contains(where: { Self.isDots($0) }) { throw .malformedPath(typed) }
    var result = ""
    for segment in segments {
      result += "/"
      result += segment
    }
    return (result, String(beforeFragment[path.endIndex...].dropFirst()))
  }

  /// Whether a path can be sent just as it was typed, as most can.
  private static func isFinal(_ path: String, _ baseURL: BaseURL) -> Bool {
    let slash = UInt8(ascii: "/")
    guard path.utf8.first == slash, path.utf8.last != slash, path.utf8.allSatisfy(isPlain) else { return false }
    return !path.containsBytes(of: "//") && !path.isPath(under: baseURL.path) && !path.isPath(under: BaseURL.felt.path)
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

  /// Whether a segment leads elsewhere, or is not a segment.
  private static func isDots(_ segment: Substring) -> Bool {
    guard segment.utf8.first == UInt8(ascii: ".") || segment.utf8.contains(UInt8(ascii: "%")) else { return false }
    let plain = PathSegment.decode(segment)
    return plain == "." || plain == ".." || plain == nil
  }

  /// Escapes what a URL cannot hold, such as an umlaut; what is already an escape stays one.
  private static func escape(_ text: String) throws(CallProblem) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
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

  /// Whether a byte stands for itself in any path.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}

extension String {
  /// Whether a path is `prefix` itself or goes on below it.
  fileprivate func isPath(under prefix: String) -> Bool {
    guard utf8.starts(with: prefix.utf8) else { return false }
    let rest = utf8.dropFirst(prefix.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }
}
