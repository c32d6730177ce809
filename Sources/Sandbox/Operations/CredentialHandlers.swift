internal import FeltAPI
internal import JSONText

extension Handlers {
  static let credentials: [String: Handler] = [
    "create_source_credential": { workspace, input throws(SandboxError) in
      _ = try workspace.source(input["source_id"])
      return .object(workspace.makeCredential(input.fields, of: input["source_id"]))
    },
    "update_source_credential": { workspace, input throws(SandboxError) in
      var credential = try workspace.credential(input)
      var secret = credential.object("credential") ?? JSONObject()
      guard let schema = Catalogue.operation(named: "update_source_credential")?.body?.child(.name("credential")),
        SchemaValidator(isTyped: false).findings(.object(["type": secret.value("type")]), schema).isEmpty
      else {
        throw .invalid("/credential", "A credential of this type can't be changed: delete it and create a new one.")
      }
      if let changes = input.fields.object("credential") {
        guard changes.text("type") == secret.text("type") else {
          throw .invalid("/credential/type", "The type of a credential can't be changed.")
        }
        let masked = SchemaFitting.masked(.object(changes), by: schema).object ?? JSONObject()
        secret.set(masked, only: masked.members.map(\.name))
        credential["credential"] = .object(secret)
      }
      credential.set(input.fields, only: ["name", "use_case"])
      credential["updated_at"] = workspace.second
      workspace.credentials[input["credential_id"]] = credential
      return .object(credential)
    },
    "delete_source_credential": { workspace, input throws(SandboxError) in
      _ = try workspace.credential(input)
      workspace.credentials[input["credential_id"]] = nil
      return .nothing
    },
  ]
}

extension Workspace {
  fileprivate func credential(_ input: HandlerInput) throws(SandboxError) -> JSONObject {
    _ = try source(input["source_id"])
    guard let credential = credentials[input["credential_id"]], credential.text("source_id") == input["source_id"]
    else { throw .notFound("credential_id") }
    return credential
  }

  /// Stores a credential without its secrets.
  @discardableResult
  mutating func makeCredential(_ fields: JSONObject, of source: String) -> JSONObject {
    let id = ids.next()
    let schemas = ["create_source_credential", "create_source"].compactMap { Catalogue.operation(named: $0)?.body }
    let given = fields.value("credential")
    // A new source accepts more types of credentials than an existing one.
    let own = schemas.first?.child(.name("credential"))
    let check = SchemaValidator(isTyped: false)
    let schema =
      own.flatMap { check.findings(given, $0).isEmpty ? $0 : nil }
      ?? schemas.last?.child(.name("connection"))?.child(.name("credentials"))?.child(.append)?.child(
        .name("credential"))
    let masked = schema.map { SchemaFitting.masked(given, by: $0) } ?? .null
    let credential: JSONObject = [
      "id": .string(id), "name": fields.value("name"), "created_at": second,
      "credential": .object(
        masked.object.map { object in schema.map { SchemaFitting.filled(object, by: $0) } ?? object } ?? JSONObject()),
      "source_id": .string(source), "updated_at": second, "use_case": fields.value("use_case"),
    ]
    credentials[id] = credential
    return credential
  }
}
