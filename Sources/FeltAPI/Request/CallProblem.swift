/// Why a ``Call`` cannot become a ``Request``. Nothing was sent.
public enum CallProblem: Error, Sendable, Equatable {
  /// A path parameter of the operation was not given.
  case missingPathParameter(String)
  /// A value that cannot stand in a path: empty, `.`, `..`, or with control characters.
  case unusablePathValue(String)
  /// A path with characters that a URL cannot hold.
  case malformedPath(String)
  /// A whole URL that is not under the session's base URL, which is the second value.
  case foreignURL(String, base: String)
  /// `Authorization` and other headers that belong to the session or to the transport.
  case reservedHeader(String)
  /// A header whose name or value HTTP does not allow.
  case malformedHeader(String)
  /// More headers than ``RequestBuilder/mostHeaders``.
  case tooManyHeaders(Int)
  /// A body field that contradicts another, such as `a=1 a[b]=2`; `item` counts the call's body items from 0.
  case conflictingField(String, item: Int)
  /// A body field whose index leaves a gap in a list, such as `a[2]=1` without `a[0]` and `a[1]` before it.
  case fieldOutOfOrder(String, item: Int)
  /// A body field with more brackets than any body of the API has.
  case fieldTooDeep(item: Int)
  /// The JSON given for a body field or for the whole body cannot be read; `item` is nil for the whole body.
  case malformedJSON(String, item: Int?)
  /// A token would cross the network unencrypted.
  case insecureBaseURL(String)
  /// The address that a response gives for a file is neither https nor on this machine. It is a secret, so it isn't
  /// here.
  case unusableStorageAddress
}

extension CallProblem {
  /// The body field that it speaks of, counted from 0; nil where it speaks of something else.
  public var bodyItem: Int? {
    switch self {
    case .conflictingField(_, let item), .fieldOutOfOrder(_, let item), .fieldTooDeep(let item): item
    case .malformedJSON(_, let item): item
    default: nil
    }
  }
}

extension CallProblem: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .missingPathParameter(let name): "the path needs a value for \(name)"
    case .unusablePathValue(let value):
      value.isEmpty
        ? "an empty value cannot stand in a path" : "the value \(value.debugDescription) cannot stand in a path"
    case .malformedPath(let path):
      "\(path.debugDescription) is not a path: in a path a title stands for an id, as in /maps/\"Flood zones\""
    case .foreignURL(let url, let base): "\(url) is not under \(base), where the token belongs; see base-url"
    case .reservedHeader(let name): "\(name) is set by the session, not by hand; see login"
    case .malformedHeader(let name): "\(name.debugDescription) is not a header that HTTP allows"
    case .tooManyHeaders(let count):
      "\(count) headers are too many: a request has at most \(RequestBuilder.mostHeaders)"
    case .conflictingField(let name, _): "\(name) is given twice, in ways that do not fit together"
    case .fieldOutOfOrder(let name, _): "\(name) leaves a gap: the elements of a list are given in order, from [0]"
    case .fieldTooDeep: "a field may have at most \(BodyBuilder.deepest) names and brackets"
    case .malformedJSON(let detail, _): "this is not JSON: \(detail)"
    case .insecureBaseURL(let url):
      "the token is not sent to \(url): only https, or http to a loopback address such as 127.0.0.1, keeps it private"
    case .unusableStorageAddress: "the response names no https address where the file could go"
    }
  }
}
