internal import JSONText

/// A request that has been routed and checked.
struct HandlerInput {
  /// The parameters of the path, plain.
  let path: [String: String]
  let query: [(name: String, value: String)]
  /// The body; an empty object when there was none.
  let body: JSONValue
  /// What addresses in the answer begin with.
  let origin: String
  let storageOrigin: String

  /// The body's members.
  var fields: JSONObject { body.object ?? JSONObject() }
  /// The body's elements.
  var elements: [JSONValue] { body.array ?? [] }

  /// A parameter of the path.
  subscript(parameter: String) -> String { path[parameter] ?? "" }

  /// A parameter of the query; nil when it is not there.
  func query(_ name: String) -> String? { query.last { $0.name == name }?.value }
}

/// What a handler answers.
enum HandlerOutput {
  case nothing
  case json(JSONValue)
  case text(String, contentType: String)

  static func object(_ object: JSONObject) -> HandlerOutput { .json(.object(object)) }
  static func array(_ elements: [JSONValue]) -> HandlerOutput { .json(.array(elements)) }
}

/// What each operation does, by its name.
enum Handlers {
  /// Changes the workspace and answers. A request that throws leaves the workspace as it was.
  typealias Handler = @Sendable (inout Workspace, HandlerInput) throws(SandboxError) -> HandlerOutput

  static let all: [String: Handler] = [
    users, maps, mapCopies, layers, layerGroups, layerCopies, uploads, exports, library, elements, elementGroups,
    comments, embedTokens, projects, sources, credentials,
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  private static let users: [String: Handler] = [
    "show_current_user": { workspace, _ throws(SandboxError) in .object(workspace.user) }
  ]
}
