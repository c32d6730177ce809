internal import HTTPTypes

/// A request as a command line of curl. Source: curl(1).
enum CurlExport {
  static func text(for request: Request) -> String {
    var words = ["curl -sS"]
    switch request.method {
    case .head: words.append("--head")
    case .get where request.body == .none: break
    default: words.append("-X \(request.method.rawValue)")
    }
    // Brackets in an address would be taken for a range of addresses.
    if request.url.contains(where: "[]".contains) { words.append("--globoff") }
    var lines = [words.joined(separator: " ") + " " + request.url.shellQuoted]
    if request.exportsToken { lines.append("-H \"Authorization: Bearer $\(RequestExport.tokenVariable)\"") }
    for (name, value) in request.exportedHeaders {
      // curl takes a name with a colon and nothing after it for a header to leave out.
      lines.append("-H " + (value.isEmpty ? "\(name);" : "\(name): \(value)").shellQuoted)
    }
    switch request.body {
    case .none, .streamed: break
    case .bytes: lines.append("--data-raw " + (request.bodyText ?? "").shellQuoted)
    case .file(let path, _): lines.append("--data-binary " + ("@" + (path == "-" ? "./-" : path)).shellQuoted)
    }
    return lines.joined(separator: " \\\n  ")
  }
}
