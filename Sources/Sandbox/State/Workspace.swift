internal import JSONText

/// What one token opens: an account and all that is its.
///
/// Things are kept as Felt shows them, with a few members more, whose names begin with an underscore, that say where
/// they belong; ``JSONObject/shown`` takes those away.
struct Workspace: Sendable {
  let id: String
  let user: JSONObject
  var projects = Store()
  var maps = Store()
  var layers = Store()
  var groups = Store()
  var elements = Store()
  var elementGroups = Store()
  var comments = Store()
  var sources = Store()
  var credentials = Store()
  var exports = Store()
  var libraryLayers = Store()
  var libraryGroups = Store()
  var ids: Identifiers
  /// Seconds since 1970, set anew for each request.
  var now: Double = 0

  init(seed: UInt64, name: String, email: String, now: Double) {
    ids = Identifiers(seed: seed)
    id = ids.next()
    user = JSONObject([("id", .string(ids.next())), ("name", .string(name)), ("email", .string(email))])
    self.now = now
  }

  var timestamp: JSONValue { .string(Timestamp.text(now)) }
  /// The time in whole seconds, as sources have it.
  var seconds: JSONValue { JSONValue(Int(now)) }

  /// The id of the project that things go to when none is named; it is made when there is none.
  mutating func homeProject() -> String {
    if let first = projects.all.first, case .string(let id)? = first["id"] { return id }
    return makeProject(name: "My first project", visibility: "workspace")
  }
}

extension JSONObject {
  /// The object as Felt shows it.
  var shown: JSONValue {
    .object(JSONObject(members: members.filter { !$0.name.hasPrefix("_") }))
  }

  /// `{"self": address}` of something in the API.
  static func links(_ path: String) -> JSONValue {
    .object(JSONObject([("self", .string("https://felt.com/api/v2" + path))]))
  }
}
