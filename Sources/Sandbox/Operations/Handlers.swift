internal import JSONText

/// A validated request, as its handler gets it.
struct HandlerInput {
  /// The parameters of the path, decoded.
  let path: [String: String]
  let query: [(name: String, value: String)]
  /// The body; an empty object for a request without one.
  let body: JSONValue
  /// What the API's addresses in the response begin with.
  let origin: String
  /// What storage addresses in the response begin with.
  let storageOrigin: String

  /// The members of a body that is an object.
  var fields: JSONObject { body.object ?? JSONObject() }
  /// The elements of a body that is an array.
  var elements: [JSONValue] { body.array ?? [] }

  /// A parameter of the path.
  subscript(parameter: String) -> String { path[parameter] ?? "" }

  /// A parameter of the query; nil when it is missing.
  func query(_ name: String) -> String? { query.last { $0.name == name }?.value }
}

/// The body of a handler's response.
enum HandlerOutput {
  case nothing
  case json(JSONValue)
  case text(String, contentType: String)

  static func object(_ object: JSONObject) -> HandlerOutput { .json(.object(object)) }
  static func array(_ elements: [JSONValue]) -> HandlerOutput { .json(.array(elements)) }
}

/// The operations' handlers, by the operation's name.
enum Handlers {
  /// Changes the workspace. When it throws, its changes are taken back.
  typealias Handler = @Sendable (inout Workspace, HandlerInput) throws(SandboxError) -> HandlerOutput

  static let all: [String: Handler] = [
    users, maps, mapCopies, layers, layerGroups, layerCopies, uploads, exports, library, components, elements,
    elementGroups, comments, embedTokens, projects, sources, credentials,
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  private static let users: [String: Handler] = [
    "show_current_user": { workspace, _ throws(SandboxError) in .object(workspace.user) }
  ]
}
