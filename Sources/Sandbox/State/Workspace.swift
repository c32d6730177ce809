internal import JSONText

/// What one token opens: an account and all that is its.
struct Workspace: Sendable {
  let id: String
  let user: JSONObject
  var projects = Store()
  var maps = Store()
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

  /// The id of the project that things go to when none is named; it is made when there is none.
  mutating func homeProject() -> String {
    if let first = projects.all.first, case .string(let id)? = first["id"] { return id }
    return makeProject(name: "My first project", visibility: "workspace")
  }
}
