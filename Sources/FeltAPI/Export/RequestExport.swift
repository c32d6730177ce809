internal import HTTPTypes

/// A request written for another program, ready to paste and run.
///
/// The token is never in it: it is read from the environment variable `FELT_API_TOKEN`.
public enum RequestExport: String, Sendable, CaseIterable {
  /// A command line of curl, for a POSIX shell.
  case curl
  /// A Python program that uses `requests`.
  case python
  /// A command line of HTTPie 3, for a POSIX shell.
  case httpie
  /// A file of Hurl.
  case hurl
  /// An `.http` file, as the REST Client of VS Code and JetBrains' editors run it.
  case http

  /// Where the token is read from.
  package static let tokenVariable = "FELT_API_TOKEN"

  /// The request in this form, without a line break at its end.
  public func text(for request: Request) -> String {
    switch self {
    case .curl: CurlExport.text(for: request)
    case .python: PythonExport.text(for: request)
    case .httpie: HTTPieExport.text(for: request)
    case .hurl: HurlExport.text(for: request)
    case .http: HTTPFileExport.text(for: request)
    }
  }
}

extension Request {
  /// The headers to export: all but the name of this program.
  var exportedHeaders: [(name: String, value: String)] {
    headers.filter { $0.name != .userAgent }.map { ($0.name.rawName, $0.value) }
  }

  /// Whether the exported request has a token: every operation needs one, but none goes where it would be read.
  var exportsToken: Bool { baseURL.keepsSecrets }

  /// The body as text; nil where there is none or it is a file.
  var bodyText: String? {
    if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { nil }
  }

  /// The body where two braces would begin a variable; in JSON they can only stand in a text, where they have another
  /// spelling.
  var bodyTextWithoutBraces: String { (bodyText ?? "").replacing("{{", with: "\\u007b\\u007b") }
}

extension String {
  /// The text as one word of a POSIX shell, in single quotes where it needs them.
  var shellQuoted: String {
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,"
    if !isEmpty, utf8.allSatisfy(plain.utf8.contains) { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
