internal import HTTPTypes

/// A request as an `.http` file. Sources: the README of REST Client for Visual Studio Code; JetBrains, "HTTP request
/// syntax".
package enum HTTPFileExport {
  /// Where the editors take the token from: neither of them reads the environment in a way that the other one knows.
  package static let tokenComment = """
    # \(RequestExport.tokenVariable) is a variable of the editor's environment: in JetBrains' editors of
    # http-client.private.env.json, in VS Code of rest-client.environmentVariables in the settings.
    """

  /// - Parameter base: what stands for the base URL; nil for the URL itself.
  package static func lines(for request: Request, base: String? = nil) -> [String] {
    let url = request.url.dropFirst(request.baseURL.description.count).replacing("{{", with: "%7B%7B")
    var lines = ["\(request.method.rawValue) \(base ?? request.baseURL.description)\(url)"]
    if request.exportsToken { lines.append("Authorization: Bearer {{\(RequestExport.tokenVariable)}}") }
    for (name, value) in request.exportedHeaders { lines.append("\(name): \(value)") }
    switch request.body {
    case .none, .streamed: break
    case .bytes: lines += ["", request.bodyTextWithoutBraces]
    case .file(let path, _): lines += ["", "< \(path)"]
    }
    return lines
  }

  static func text(for request: Request) -> String {
    ((request.exportsToken ? [tokenComment] : []) + lines(for: request)).joined(separator: "\n")
  }
}
