internal import FeltAPI
internal import JSONText

extension Handlers {
  static let sources: [String: Handler] = [
    "list_sources": { workspace, input throws(SandboxError) in
      try workspace.checkWorkspace(input.query("workspace_id"))
      return .array(workspace.sources.all.map { .object(workspace.sourceReference($0, input.origin)) })
    },
    "create_source": { workspace, input throws(SandboxError) in
      let id = workspace.ids.next()
      try workspace.checkPermissions(input.fields)
      let connection = input.fields.object("connection") ?? JSONObject()
      workspace.sources[id] = [
        "id": .string(id), "name": input.fields.value("name"),
        "permissions": input.fields["permissions"] ?? .object(["type": .string("workspace_editors")]),
        "created_at": workspace.second, "updated_at": workspace.second, "_synced": workspace.instant,
      ]
      workspace.connect(id, connection)
      for credential in connection.array("credentials").compactMap(\.object) {
        workspace.makeCredential(credential, of: id)
      }
      let datasets = workspace.makeDatasets(for: connection.text("type") ?? "")
      workspace.sources[id]?["_datasets"] = .array(datasets)
      return .object(try workspace.shownReference(id, input.origin))
    },
    "show_source": { workspace, input throws(SandboxError) in
      .object(workspace.shownSource(try workspace.source(input["source_id"])))
    },
    "update_source": { workspace, input throws(SandboxError) in
      let id = input["source_id"]
      let source = try workspace.source(id)
      try workspace.checkPermissions(input.fields)
      if let changes = input.fields.object("connection") {
        guard changes.text("type") == source.object("_connection")?.text("type") else {
          throw .invalid("/connection/type", "The type of a connection can't be changed.")
        }
        workspace.connect(id, changes)
        workspace.beginSync(id)
      }
      workspace.sources[id]?.set(input.fields, only: ["name", "permissions"])
      let now = workspace.second
      workspace.sources[id]?["updated_at"] = now
      return .object(try workspace.shownReference(id, input.origin))
    },
    "sync_source": { workspace, input throws(SandboxError) in
      _ = try workspace.source(input["source_id"])
      workspace.beginSync(input["source_id"])
      return .object(try workspace.shownReference(input["source_id"], input.origin))
    },
    "delete_source": { workspace, input throws(SandboxError) in
      _ = try workspace.source(input["source_id"])
      workspace.credentials.removeAll(where: "source_id", is: input["source_id"])
      workspace.sources[input["source_id"]] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  /// The time in whole seconds since 1970, as sources show it.
  var second: JSONValue { JSONValue(Int(min(max(now, 0), 1e12))) }

  func source(_ id: String) throws(SandboxError) -> JSONObject {
    guard let source = sources[id] else { throw .notFound("source_id") }
    return source
  }

  fileprivate mutating func beginSync(_ id: String) {
    let now = instant
    sources[id]?["_synced"] = now
  }

  /// Rejects projects that don't exist.
  fileprivate func checkPermissions(_ fields: JSONObject) throws(SandboxError) {
    for (index, id) in (fields.object("permissions")?.array("project_ids") ?? []).enumerated()
    where projects[id.text ?? ""] == nil {
      throw .invalid("/permissions/project_ids/\(index)", "No project has this id.")
    }
  }

  /// Stores the settings of a connection without its secrets.
  fileprivate mutating func connect(_ id: String, _ changes: JSONObject) {
    guard let schema = Catalogue.operation(named: "create_source")?.body?.child(.name("connection")),
      case .object(let masked) = SchemaFitting.masked(.object(changes), by: schema)
    else { return }
    var connection = sources[id]?.object("_connection") ?? JSONObject()
    connection.set(masked, only: masked.members.map(\.name).filter { $0 != "credentials" })
    sources[id]?["_connection"] = .object(connection)
  }

  fileprivate func shownReference(_ id: String, _ origin: String) throws(SandboxError) -> JSONObject {
    sourceReference(try source(id), origin)
  }

  /// A source as lists show it.
  func sourceReference(_ source: JSONObject, _ origin: String) -> JSONObject {
    let sync = SourceSync(source, now: now, workTime: workTime)
    return [
      "id": source.value("id"), "type": .string("source_reference"), "name": source.value("name"),
      "automatic_sync": .string("enabled"), "connection_type": source.object("_connection")?.value("type") ?? .null,
      "created_at": source.value("created_at"), "last_synced_at": sync.last,
      "links": .object(["self": .string("\(origin)/api/v2/sources/\(source.text("id") ?? "")")]),
      "owner_id": .string(userID), "permissions": source.value("permissions"), "sync_status": .string(sync.status),
      "updated_at": source.value("updated_at"), "workspace_id": .string(id),
    ]
  }

  /// A source as Felt shows it, with its data sets once the sync is completed.
  fileprivate func shownSource(_ source: JSONObject) -> JSONObject {
    let sync = SourceSync(source, now: now, workTime: workTime)
    var connection = source.object("_connection") ?? JSONObject()
    if let schema = Catalogue.operation(named: "show_source")?.response?.child(.name("connection")) {
      connection = SchemaFitting.filled(connection, by: schema)
      if connection["credentials"] != nil {
        connection["credentials"] = .array(shownCredentials(of: source, connection, schema))
      }
    }
    return [
      "id": source.value("id"), "type": .string("source"), "name": source.value("name"),
      "automatic_sync": .string("enabled"), "connection": .object(connection), "created_at": source.value("created_at"),
      "datasets": .array(sync.status == "completed" ? source.array("_datasets") : []), "last_synced_at": sync.last,
      "owner_id": .string(userID), "permissions": source.value("permissions"), "sync_status": .string(sync.status),
      "updated_at": source.value("updated_at"), "workspace_id": .string(id),
    ]
  }

  /// The credentials of a source, of the types that its connection supports.
  private func shownCredentials(of source: JSONObject, _ connection: JSONObject, _ schema: Schema) -> [JSONValue] {
    let check = SchemaValidator(isTyped: false)
    return credentials.all(where: "source_id", is: source.text("id") ?? "").compactMap { credential in
      let shown = JSONValue.object(credential)
      var trial = connection
      trial["credentials"] = .array([shown])
      return check.findings(.object(trial), schema).isEmpty ? shown : nil
    }
  }
}

/// The status of a source's sync at a time.
struct SourceSync {
  /// `syncing`, `failed` or `completed`.
  let status: String
  /// When it was completed, in whole seconds since 1970; null before.
  let last: JSONValue

  /// The sync of a host in the top-level domain `invalid` fails. Source: RFC 6761, section 6.4.
  init(_ source: JSONObject, now: Double, workTime: Double) {
    let done = (source.number("_synced") ?? 0) + workTime
    let connection = source.object("_connection") ?? JSONObject()
    let fails = connection.members.contains { member in
      member.value.text.map { Self.host($0).hasSuffix(".invalid") } ?? false
    }
    status = now < done ? "syncing" : fails ? "failed" : "completed"
    last = now < done || fails ? .null : JSONValue(Int(min(max(done, 0), 1e12)))
  }

  private static func host(_ text: String) -> Substring {
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    return rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
  }
}
