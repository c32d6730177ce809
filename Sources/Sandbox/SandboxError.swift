internal import HTTPTypes
internal import JSONText

/// An error response of the API. Source: Felt, JsonErrorResponse, NotFoundError, UnauthorizedError.
struct SandboxError: Error {
  /// The part of the request that an error is about.
  enum Source {
    /// A place in the body. Source: RFC 6901.
    case pointer(String)
    /// A parameter of the path or the query.
    case parameter(String)
    case header(String)
  }

  struct Entry {
    var title: String
    var detail: String
    var source: Source
  }

  var status: Int
  var entries: [Entry]
  var headers: HTTPFields = [:]

  init(_ status: Int, _ title: String, _ detail: String, _ source: Source) {
    self.status = status
    entries = [Entry(title: title, detail: detail, source: source)]
  }

  init(_ status: Int, _ entries: [Entry]) {
    self.status = status
    self.entries = entries
  }

  static let unauthorized = SandboxError(
    401, "Unauthorized", "The token is missing, or is not one of this sandbox's tokens.", .header("authorization"))

  /// For a resource of another workspace.
  static let forbidden = SandboxError(
    403, "Forbidden", "The token is for another workspace.", .header("authorization"))

  static let tooLarge = SandboxError(
    413, "Payload too large", "The body may have at most \(Router.bodyLimit) bytes.", .header("content-length"))

  /// For a path parameter whose id doesn't exist.
  static func notFound(_ parameter: String) -> SandboxError {
    SandboxError(404, "Not found", "This workspace has nothing with this \(parameter).", .parameter(parameter))
  }

  /// For an invalid part of the body, or an invalid query parameter, whose name is the pointer's.
  static func invalid(_ pointer: String, _ detail: String) -> SandboxError {
    SandboxError(422, "Invalid value", detail, .pointer(pointer))
  }

  /// For a layer whose data isn't there.
  static func layerNotReady(_ detail: String) -> SandboxError {
    SandboxError(422, "Layer not ready", detail, .pointer("/layer_id"))
  }

  /// An error of any status, in the shape that Felt documents for it.
  static func general(_ status: Int, _ title: String, _ detail: String) -> SandboxError {
    let source: Source =
      switch status {
      case 401, 403: .header("authorization")
      case 422, 429: .pointer("/")
      default: .parameter("path")
      }
    return SandboxError(status, title, detail, source)
  }

  var response: SandboxResponse {
    let errors = entries.map { entry -> JSONValue in
      let source: JSONObject =
        switch entry.source {
        case .pointer(let pointer): ["pointer": .string(pointer)]
        case .parameter(let name): ["parameter": .string(name)]
        case .header(let name): ["header": .string(name)]
        }
      return .object(["title": .string(entry.title), "detail": .string(entry.detail), "source": .object(source)])
    }
    var response = SandboxResponse.json(status, .object(["errors": .array(errors)]))
    for field in headers { response.headers.append(field) }
    return response
  }
}
