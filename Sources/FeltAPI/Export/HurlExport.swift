internal import HTTPTypes

/// A request as a file of Hurl. Source: Hurl's documentation, "Hurl file" and "Grammar".
enum HurlExport {
  static func text(for request: Request) -> String {
    let variable = RequestExport.tokenVariable
    var lines: [String] = []
    if request.exportsToken { lines.append("# hurl --variable \(variable)=\"$\(variable)\" request.hurl") }
    lines.append("\(request.method.rawValue) \(request.url)")
    if request.exportsToken { lines.append("Authorization: Bearer {{\(variable)}}") }
    for (name, value) in request.exportedHeaders {
      lines.append("\(name): \(escaped(value, special: "#\\"))")
    }
    switch request.body {
    case .none, .streamed: break
    case .bytes: lines.append(request.bodyTextWithoutBraces)
    case .file(let path, _): lines.append("file,\(escaped(path, special: "#\\; "));")
    }
    lines.append(request.operation.map { "HTTP \($0.successStatus)" } ?? "HTTP *")
    return lines.joined(separator: "\n")
  }

  private static func escaped(_ text: String, special: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "{", "}": result += character == "{" ? "\\u{7b}" : "\\u{7d}"
      case _ where special.contains(character): result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
