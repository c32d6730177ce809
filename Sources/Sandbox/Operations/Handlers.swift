internal import FeltAPI
internal import JSONText

/// A request that has been routed and checked.
struct HandlerInput {
  let operation: FeltAPI.Operation
  /// The parameters of the path, plain.
  let path: [String: String]
  let query: [(name: String, value: String)]
  /// The body; an empty object when there was none.
  let body: JSONValue

  /// The body's members.
  var fields: JSONObject {
    if case .object(let object) = body { object } else { JSONObject() }
  }

  subscript(parameter: String) -> String {
    path[parameter] ?? ""
  }
}

/// What each operation does, by its name.
enum Handlers {
  /// Changes the workspace, and gives the answer's body; nil for none.
  typealias Handler = @Sendable (inout Workspace, HandlerInput) throws(SandboxError) -> JSONValue?

  static let all: [String: Handler] = [
    users, maps, projects, layers, layerGroups, elements, uploads, comments, sources,
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  private static let users: [String: Handler] = [
    "show_current_user": { workspace, _ throws(SandboxError) in .object(workspace.user) }
  ]
}

extension JSONObject {
  /// The object with the members of another one set in it.
  func setting(_ changes: JSONObject, only names: [String]) -> JSONObject {
    var copy = self
    for member in changes.members where names.contains(member.name) { copy[member.name] = member.value }
    return copy
  }

  /// The text of a member; nil for anything else.
  func text(_ name: String) -> String? {
    if case .string(let text)? = self[name] { text } else { nil }
  }
}
