internal import HTTPTypes
internal import JSONText

extension RequestValidator {
  /// What is wrong with the body of a call of that operation.
  func bodyProblems(_ call: Call, _ operation: Operation) -> [RequestProblem] {
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
      guard let builder = try? BodyBuilder(fields, schema: schema), let value = try? JSONValue(parsing: builder.bytes)
      else { return [] }
      return problems(value, schema, fields: fields)
    case .json(let bytes):
      guard let schema = operation.body else { return [RequestProblem(.bodyNotTaken, .body, "")] }
      guard let value = try? JSONValue(parsing: bytes) else { return [] }
      return problems(value, schema, fields: nil)
    }
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
        suggestion: finding.suggestion?.typed ?? finding.value.map { "\(name)=\($0)" })
    }
  }
}

extension Schema {
  fileprivate var isList: Bool {
    if case .array = kind { true } else { false }
  }
}
