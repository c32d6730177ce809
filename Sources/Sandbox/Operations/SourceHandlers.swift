internal import FeltAPI
internal import JSONText

extension Handlers {
  static let sources: [String: Handler] = [
    "list_sources": { workspace, _ throws(SandboxError) in
      .array(workspace.sources.all.map { workspace.reference(source: $0) })
    },
    "create_source": { workspace, input throws(SandboxError) in
      let id = workspace.makeSource(input.fields)
      return try workspace.source(id).map { workspace.reference(source: $0) }
    },
    "show_source": { workspace, input throws(SandboxError) in try workspace.source(input["source_id"])?.shown },
    "update_source": { workspace, input throws(SandboxError) in
      var source = try workspace.source(input["source_id"])
      if let name = input.fields["name"] { source?["name"] = name }
      if let permissions = input.fields["permissions"] { source?["permissions"] = permissions }
      if case .object(let changes)? = input.fields["connection"], case .object(let old)? = source?["connection"] {
        let merged = old.setting(Workspace.public(changes), only: changes.members.map(\.name))
        source?["connection"] = .object(
          changes["type"] == old["type"] ? merged : Workspace.shown(connection: changes))
      }
      source?["updated_at"] = workspace.seconds
      workspace.sources[input["source_id"]] = source
      return source.map { workspace.reference(source: $0) }
    },
    "sync_source": { workspace, input throws(SandboxError) in
      var source = try workspace.source(input["source_id"])
      source?["last_synced_at"] = workspace.seconds
      workspace.sources[input["source_id"]] = source
      return source.map { workspace.reference(source: $0) }
    },
    "delete_source": { workspace, input throws(SandboxError) in
      _ = try workspace.source(input["source_id"])
      workspace.sources[input["source_id"]] = nil
      return nil
    },
    "create_source_credential": { workspace, input throws(SandboxError) in
      _ = try workspace.source(input["source_id"])
      let id = workspace.ids.next()
      let credential = JSONObject([
        ("id", .string(id)), ("source_id", .string(input["source_id"])), ("name", input.fields["name"] ?? .null),
        ("created_at", workspace.seconds), ("updated_at", workspace.seconds),
        ("use_case", input.fields["use_case"] ?? .null),
        ("credential", Workspace.withoutSecrets(input.fields["credential"])),
      ])
      workspace.credentials[id] = credential
      return credential.shown
    },
    "update_source_credential": { workspace, input throws(SandboxError) in
      var credential = try workspace.credential(input["credential_id"], of: input["source_id"])
      credential = credential.setting(input.fields, only: ["name", "use_case"])
      if let changed = input.fields["credential"] { credential["credential"] = Workspace.withoutSecrets(changed) }
      workspace.credentials[input["credential_id"]] = credential
      return credential.shown
    },
    "delete_source_credential": { workspace, input throws(SandboxError) in
      _ = try workspace.credential(input["credential_id"], of: input["source_id"])
      workspace.credentials[input["credential_id"]] = nil
      return nil
    },
  ]
}

extension Workspace {
  /// What may be shown of a connection or a credential. Secrets are taken and never given back.
  private static let secretNames: Set<String> = [
    "password", "token", "credentials", "base64_encoded_service_account", "connection_string", "service_account_json",
    "private_key", "private_key_passphrase", "client_secret", "secret", "value",
  ]

  static func `public`(_ object: JSONObject) -> JSONObject {
    JSONObject(members: object.members.filter { !secretNames.contains($0.name) })
  }

  /// A connection as Felt shows it: without secrets, and with null for what was left out.
  static func shown(connection: JSONObject) -> JSONObject {
    var shown = `public`(connection)
    let source = Catalogue.operation(named: "show_source")?.response
    guard case .oneOf(let alternatives)? = source?.child(.name("connection"))?.kind,
      let own = alternatives.first(where: { $0.child(.name("type"))?.allowedValues == [shown.text("type") ?? ""] }),
      case .object(let properties, _) = own.kind
    else { return shown }
    for property in properties where shown[property.name] == nil {
      if property.schema.isNullable { shown[property.name] = .null }
      if case .array = property.schema.kind { shown[property.name] = .array([]) }
    }
    return shown
  }

  static func withoutSecrets(_ value: JSONValue?) -> JSONValue {
    switch value {
    case .object(let object)?:
      .object(
        JSONObject(
          members: object.members.filter { !secretNames.contains($0.name) }.map {
            .init(name: $0.name, value: withoutSecrets($0.value))
          }))
    case .array(let elements)?: .array(elements.map { withoutSecrets($0) })
    case let other?: other
    case nil: .null
    }
  }

  func source(_ id: String) throws(SandboxError) -> JSONObject? {
    guard let source = sources[id] else { throw .notFound("source_id") }
    return source
  }

  func credential(_ id: String, of source: String) throws(SandboxError) -> JSONObject {
    _ = try self.source(source)
    guard let credential = credentials[id], credential.text("source_id") == source else {
      throw .notFound("credential_id")
    }
    return credential
  }

  /// - Returns: its id.
  mutating func makeSource(_ fields: JSONObject) -> String {
    let id = ids.next()
    let dataset = JSONObject([
      ("id", .string(ids.next())), ("type", .string("dataset")), ("name", .string("parcels")), ("created_at", seconds),
      ("description", .null), ("geometry_type", .string("polygon")), ("inspection_status", .string("completed")),
      ("updated_at", seconds),
    ])
    let connection: JSONObject = if case .object(let given)? = fields["connection"] { given } else { JSONObject() }
    sources[id] = JSONObject([
      ("id", .string(id)), ("type", .string("source")), ("name", fields["name"] ?? .string("Source")),
      ("automatic_sync", .string("paused")), ("connection", .object(Self.shown(connection: connection))),
      ("created_at", seconds),
      ("datasets", .array([.object(dataset)])), ("last_synced_at", seconds), ("owner_id", user["id"] ?? .null),
      ("permissions", fields["permissions"] ?? .object(JSONObject([("type", .string("workspace_editors"))]))),
      ("sync_status", .string("completed")), ("updated_at", seconds), ("workspace_id", .string(self.id)),
    ])
    return id
  }

  /// A source as lists of sources show it.
  func reference(source: JSONObject) -> JSONValue {
    var reference = source
    let type: JSONValue? = if case .object(let connection)? = source["connection"] { connection["type"] } else { nil }
    reference["type"] = .string("source_reference")
    reference["connection_type"] = type ?? .string("wfs")
    reference["connection"] = nil
    reference["datasets"] = nil
    reference["links"] = JSONObject.links("/sources/\(source.text("id") ?? "")")
    return reference.shown
  }
}
