internal import JSONText

/// What one token opens: an account and all that is its.
struct Workspace: Sendable {
  let id: String
  let user: JSONObject
  var ids: Identifiers
  var projects = Store()
  var folders = Store()
  var maps = Store()
  var layerGroups = Store()
  var layers = Store()
  var elementGroups = Store()
  /// Elements as GeoJSON features, by the id of their map.
  var elements: [String: Store] = [:]
  var comments = Store()
  var embedTokens = Store()
  var sources = Store()
  var credentials = Store()
  /// Presigned forms, by their key.
  var uploads = Store()
  var exports = Store()
  /// Published layers and layer groups.
  var library = Store()
  /// The data of layers, by id. Files don't change; copies of a layer share one.
  var files: [String: DataFile] = [:]
  /// What has to be fetched for layers that were made of an address.
  var imports: [ImportJob] = []
  /// Seconds since 1970, set anew for each request.
  var now: Double = 0
  /// How long work takes, in seconds.
  var workTime: Double = 0
  /// The most bytes that an uploaded file may have.
  var uploadLimit = 0

  init(id: String, user: JSONObject, ids: Identifiers) {
    self.id = id
    self.user = user
    self.ids = ids
  }

  var userID: String { user.text("id") ?? "" }
  var timestamp: JSONValue { .string(Timestamp.text(now)) }
  /// The time as a record keeps it.
  var instant: JSONValue { JSONValue(now) }

  /// The id of the project that things go to when none is named; it is made when there is none.
  mutating func homeProject() -> String {
    if let first = projects.ids.first { return first }
    return makeProject(name: "My first project", visibility: "workspace")
  }

  /// Drops the files that no layer has any more.
  mutating func dropUnusedFiles() {
    let used = Set((layers.all + library.all).compactMap { $0.text("_file") })
    files = files.filter { used.contains($0.key) }
  }
}

/// An address from which the data of a layer is to be fetched. Only addresses of this very machine come up.
package struct ImportJob: Sendable, Hashable {
  package let layerID: String
  package let url: String
}
