internal import FeltAPI
internal import HTTPTypes
internal import JSONText

/// An error in Felt's own shape. Source: Felt, JsonErrorResponse, NotFoundError, UnauthorizedError.
struct SandboxError: Error {
  struct Entry {
    var title: String
    var detail: String
    /// `pointer`, `parameter` or `header`, and what it names.
    var source: (kind: String, name: String)
  }

  var status: Int
  var entries: [Entry]
  var headers: HTTPFields = [:]

  init(_ status: Int, _ title: String, _ detail: String, _ kind: String, _ name: String) {
    self.status = status
    entries = [Entry(title: title, detail: detail, source: (kind, name))]
  }

  init(_ status: Int, _ entries: [Entry]) {
    self.status = status
    self.entries = entries
  }

  static let unauthorized = SandboxError(
    401, "Unauthorized", "The token is missing or is none of this sandbox's.", "header", "authorization")

  /// Nothing has the id that a parameter of the path names.
  static func notFound(_ parameter: String) -> SandboxError {
    SandboxError(404, "Not found", "Nothing in this workspace has this \(parameter).", "parameter", parameter)
  }

  /// A part of the body is not as it has to be.
  static func invalid(_ pointer: String, _ detail: String) -> SandboxError {
    SandboxError(422, "Invalid value", detail, "pointer", pointer)
  }

  var reply: SandboxReply {
    let errors = entries.map { entry -> JSONValue in
      .object(
        JSONObject([
          ("title", .string(entry.title)), ("detail", .string(entry.detail)),
          ("source", .object(JSONObject([(entry.source.kind, .string(entry.source.name))]))),
        ]))
    }
    var reply = SandboxReply.json(status, .object(JSONObject([("errors", .array(errors))])))
    for field in headers { reply.headers.append(field) }
    return reply
  }
}

extension SandboxReply {
  /// An answer with a JSON body.
  static func json(_ status: Int, _ value: JSONValue) -> SandboxReply {
    SandboxReply(status: status, headers: [.contentType: "application/json; charset=utf-8"], body: value.serialized())
  }
}
