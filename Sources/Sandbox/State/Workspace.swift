internal import JSONText

/// What a token gives access to: an account and everything in it.
struct Workspace: Sendable {
  let id: String
  let user: JSONObject
  var ids: Identifiers
  var projects = RecordTable<JSONObject>()
  var folders = RecordTable<JSONObject>(indexing: "project_id")
  var maps = RecordTable<JSONObject>(indexing: "project_id")
  var layerGroups = RecordTable<JSONObject>(indexing: "_map")
  var layers = RecordTable<JSONObject>(indexing: "_map", "_group", "_file")
  var components = RecordTable<JSONObject>(indexing: "_layer")
  var elementGroups = RecordTable<JSONObject>(indexing: "_map")
  /// Elements as GeoJSON features, by their map and their id.
  var elements = RecordTable<JSONObject>(indexing: "_map", "_group")
  var comments = RecordTable<JSONObject>(indexing: "_map", "_thread")
  var embedTokens = RecordTable<JSONObject>(indexing: "_map")
  var sources = RecordTable<JSONObject>()
  var credentials = RecordTable<JSONObject>(indexing: "source_id")
  /// Presigned forms, by their key.
  var uploads = RecordTable<JSONObject>(indexing: "_layer")
  var exports = RecordTable<JSONObject>()
  /// Published layers and layer groups.
  var library = RecordTable<JSONObject>(indexing: "_group", "_file")
  /// The data of layers, by id. A file doesn't change; copies of a layer share one.
  var files = RecordTable<DataFile>()
  /// Files that are to be fetched for layers.
  var imports: [ImportJob] = []
  /// The time of the current request, in seconds since 1970.
  var now: Double = 0
  /// How long processing takes, in seconds.
  var workTime: Double = 0
  /// The maximum size of an uploaded file, in bytes.
  var uploadLimit = 0

  init(id: String, user: JSONObject, ids: Identifiers) {
    self.id = id
    self.user = user
    self.ids = ids
  }

  var userID: String { user.text("id") ?? "" }
  var timestamp: JSONValue { .string(Timestamp.text(now)) }
  /// The current time as records store it.
  var instant: JSONValue { JSONValue(now) }

  /// The tables of JSON records, by their names in a state file.
  static let recordTables: [(name: String, path: any WritableKeyPath<Workspace, RecordTable<JSONObject>> & Sendable)] =
    [
      ("projects", \.projects), ("folders", \.folders), ("maps", \.maps), ("layer_groups", \.layerGroups),
      ("layers", \.layers), ("components", \.components), ("element_groups", \.elementGroups), ("elements", \.elements),
      ("comments", \.comments), ("embed_tokens", \.embedTokens), ("sources", \.sources), ("credentials", \.credentials),
      ("uploads", \.uploads), ("exports", \.exports), ("library", \.library),
    ]

  /// Makes all changes permanent.
  mutating func commit() {
    for table in Self.recordTables { self[keyPath: table.path].commit() }
    files.commit()
  }

  /// Takes all changes since the last commit back.
  ///
  /// - Parameters:
  ///   - ids: the generator as it was then.
  ///   - importCount: how many imports were waiting then.
  mutating func rollBack(_ ids: Identifiers, importCount: Int) {
    for table in Self.recordTables { self[keyPath: table.path].rollBack() }
    files.rollBack()
    self.ids = ids
    imports.removeLast(max(0, imports.count - importCount))
  }

  /// The id of the project that maps are created in when none is named. It is created when there is none.
  mutating func homeProject() -> String {
    projects.first?.id ?? makeProject(name: "My first project", visibility: "workspace")
  }

  /// Removes a file that no layer uses any more.
  mutating func removeFileIfUnused(_ file: String?) {
    guard let file else { return }
    if layers.count(where: "_file", is: file) + library.count(where: "_file", is: file) == 0 { files[file] = nil }
  }
}
