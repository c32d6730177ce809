internal import HTTPTypes
internal import JSONText

extension RequestValidator {
  /// What is wrong with the body of a call of that operation.
  ///
  /// - Parameter bytes: what its fields make, if that is known.
  func bodyProblems(_ call: Call, _ operation: Operation, _ bytes: [UInt8]? = nil) -> [RequestProblem] {
    switch call.body {
    case .none, .fields([]):
      // What an operation needs is missing; a list that is not there may stand for an empty one.
      guard let schema = operation.body, !schema.isList else { return [] }
      return problems(.object(JSONObject()), schema, fields: [])
    case .file: return []
    case .fields(let fields):
      guard let schema = operation.body else {
        let name = fields.first?.path.typed ?? ""
        let isQuery = operation.method == .get || operation.query.contains { $0.name == name }
        return [RequestProblem(.bodyNotTaken, .field(0), name, suggestion: isQuery ? "\(name)==…" : nil)]
      }
      if let problem = Self.listProblem(fields, schema) { return [problem] }
      guard let bytes = bytes ?? (try? BodyBuilder(fields, schema: schema).bytes),
        let value = try? JSONValue(parsing: bytes)
      else { return [] }
      return problems(value, schema, fields: fields)
    case .json(let bytes):
      guard let schema = operation.body else { return [RequestProblem(.bodyNotTaken, .body, "")] }
      guard let value = try? JSONValue(parsing: bytes) else { return [] }
      return problems(value, schema, fields: nil)
    }
  }

  /// How a field is typed whose value has to be an object or a list, and was given as text.
  private static func jsonItem(_ finding: SchemaValidator.Finding, _ name: String) -> String? {
    guard case .wrongType(let expected, let found) = finding.kind, found.hasPrefix("the text") else { return nil }
    if expected.contains("object") { return "\(name):='{…}'" }
    return expected.contains("list") ? "\(name):='[…]'" : nil
  }

  /// The problem of fields that belong to the elements of a list.
  private static func listProblem(_ fields: [BodyField], _ schema: Schema) -> RequestProblem? {
    guard case .array(let element, _) = schema.kind, case .object(let properties, _) = element.kind else { return nil }
    let names = fields.compactMap { field in
      if case .name(let name)? = field.path.first { name } else { nil }
    }
    guard names.count == fields.count, let first = names.first else { return nil }
    let required = properties.filter(\.isRequired).map(\.name).filter { !names.contains($0) }
    let known = names.filter { name in properties.contains { $0.name == name } }
    let typed = (required + known).map { "[0][\($0)]=…" }.joined(separator: " ")
    return RequestProblem(.bodyIsList, .field(0), first, suggestion: typed.isEmpty ? nil : typed)
  }

  /// - Parameter fields: what the body was made of; nil for JSON as it was written.
  private func problems(_ value: JSONValue, _ schema: Schema, fields: [BodyField]?) -> [RequestProblem] {
    let places = BodyLocations(fields ?? [])
    return SchemaValidator(isTyped: fields != nil).findings(value, schema).map { finding in
      var field = places.field(at: finding.place)
      if case .missingField = finding.kind { field = places.field(beside: finding.place) }
      let name = finding.place.typed
      return RequestProblem(
        finding.kind, field.map { .field($0) } ?? .body, name.isEmpty ? "the body" : name,
        pointer: finding.place.pointer,
        suggestion: finding.suggestion?.typed ?? finding.value.map { "\(name)=\($0)" }
          ?? (fields == nil ? nil : Self.jsonItem(finding, name)))
    }
  }
}

extension Schema {
  fileprivate var isList: Bool {
    if case .array = kind { true } else { false }
  }
}
