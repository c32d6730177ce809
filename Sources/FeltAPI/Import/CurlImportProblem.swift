/// Why a pasted curl command cannot become a request. No case holds a token.
public enum CurlImportProblem: Error, Sendable, Hashable {
  /// It does not begin with `curl`.
  case notCurl
  /// A quote, a backslash or a `$'` that nothing closes.
  case unclosed(String)
  /// Something that only a shell can do, such as a pipe.
  case shellSyntax(String)
  /// An option that is not known, and one like it.
  case unknownOption(String, suggestion: String?)
  /// An option without the value it needs.
  case missingValue(String)
  /// An option that is known and has no place here; the second value says why.
  case unsupported(String, reason: String)
  /// There is no URL.
  case noURL
  /// There are several URLs.
  case severalURLs
  /// A header that is none.
  case malformedHeader(String)
  /// The method is not a word.
  case malformedMethod(String)
  /// A token in this place, where it does not belong.
  case misplacedToken(String)
}

extension CurlImportProblem: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .notCurl: "this is not a curl command: it has to begin with curl"
    case .unclosed(let opening): "\(opening) is not closed"
    case .shellSyntax(let syntax): "\(syntax) is for a shell: paste the curl command alone"
    case .unknownOption(let option, let suggestion):
      "curl's option \(option) is not known here" + (suggestion.map { ": did you mean \($0)?" } ?? "")
    case .missingValue(let option): "\(option) needs a value"
    case .unsupported(let option, let reason): "\(option) is not taken over: \(reason)"
    case .noURL: "there is no URL"
    case .severalURLs: "there are several URLs: import one request at a time"
    case .malformedHeader(let name): "\(name.debugDescription) is not a header"
    case .malformedMethod(let name): "\(name.debugDescription) is not a method"
    case .misplacedToken(let place): "there is a token in \(place): it belongs to the session alone, see login"
    }
  }
}
