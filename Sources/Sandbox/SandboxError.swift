internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// An error in Felt's own shape. Source: Felt, JsonErrorResponse, NotFoundError, UnauthorizedError.
struct SandboxError: Error {
  /// What an error speaks of.
  enum Source {
    /// A place in the body. Source: RFC 6901.
    case pointer(String)
    /// A parameter of the path or of the query.
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
    401, "Unauthorized", "The token is missing or is none of this sandbox's.", .header("authorization"))

  /// What belongs to another workspace.
  static let forbidden = SandboxError(
    403, "Forbidden", "The token is for another workspace.", .header("authorization"))

  static let tooLarge = SandboxError(
    413, "Payload too large", "A body has at most \(Router.bodyLimit) bytes.", .header("content-length"))

  /// Nothing has the id that a parameter of the path names.
  static func notFound(_ parameter: String) -> SandboxError {
    SandboxError(404, "Not found", "Nothing in this workspace has this \(parameter).", .parameter(parameter))
  }

  /// A part of the body, or a parameter of the query by the name of which the pointer is made, is not as it has to be.
  static func invalid(_ pointer: String, _ detail: String) -> SandboxError {
    SandboxError(422, "Invalid value", detail, .pointer(pointer))
  }

  /// An error of any status, in the shape that Felt documents for it.
  static func plain(_ status: Int, _ title: String, _ detail: String) -> SandboxError {
    let source: Source =
      switch status {
      case 401, 403: .header("authorization")
      case 422, 429: .pointer("/")
      default: .parameter("path")
      }
    return SandboxError(status, title, detail, source)
  }

  var reply: SandboxReply {
    let errors = entries.map { entry -> JSONValue in
      let source: JSONObject =
        switch entry.source {
        case .pointer(let place): ["pointer": .string(place)]
        case .parameter(let name): ["parameter": .string(name)]
        case .header(let name): ["header": .string(name)]
        }
      return .object(["title": .string(entry.title), "detail": .string(entry.detail), "source": .object(source)])
    }
    var reply = SandboxReply.json(status, .object(["errors": .array(errors)]))
    for field in headers { reply.headers.append(field) }
    return reply
  }
}
