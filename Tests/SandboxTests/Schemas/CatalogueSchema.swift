import FeltAPI
import JSONText

/// The catalogue's schemas as JSON schemas, so that there is one validator for both.
enum CatalogueSchema {
  /// The schemas of JSON bodies by the operation's name and the status; null for a status without a body.
  static var responses: [String: [Int: JSONValue]] {
    var responses: [String: [Int: JSONValue]] = [:]
    for operation in Catalogue.operations {
      // The fields of a component's data depend on its type.
      let allowsMissing = operation.group == .components
      var statuses = [operation.successStatus: operation.response.map { json($0, allowsMissing) } ?? .null]
      for status in operation.errorStatuses {
        statuses[status] = operation.errorResponse(status).map { json($0) } ?? .null
      }
      responses[operation.name] = statuses
    }
    return responses
  }

  static func object(_ members: [(String, JSONValue)]) -> JSONValue { .object(JSONObject(members)) }

  /// An object that has all of these members.
  static func objectSchema(_ properties: [(String, JSONValue)]) -> JSONValue {
    object([
      ("type", .string("object")), ("properties", object(properties)),
      ("required", .array(properties.map { .string($0.0) })),
    ])
  }

  /// - Parameter allowsMissing: whether optional fields may be missing; else all fields must be there.
  static func json(_ schema: Schema, _ allowsMissing: Bool = false) -> JSONValue {
    var members: [(String, JSONValue)] = []
    if schema.isNullable { members.append(("nullable", .bool(true))) }
    if let format = schema.format { members.append(("format", .string(format))) }
    let type = { (name: String) in members.append(("type", .string(name))) }
    switch schema.kind {
    case .any: break
    case .string(let allowed):
      type("string")
      if !allowed.isEmpty { members.append(("enum", .array(allowed.map(JSONValue.string)))) }
    case .integer: type("integer")
    case .number: type("number")
    case .boolean: type("boolean")
    case .array(let element, let maximumCount):
      type("array")
      members.append(("items", json(element, allowsMissing)))
      if let maximumCount { members.append(("maxItems", JSONValue(maximumCount))) }
    case .object(let properties, let isClosed):
      type("object")
      let expected = properties.filter { $0.isRequired || !allowsMissing }
      members.append(("properties", object(expected.map { ($0.name, json($0.schema, allowsMissing)) })))
      members.append(("required", .array(properties.filter(\.isRequired).map { .string($0.name) })))
      if isClosed { members.append(("additionalProperties", .bool(false))) }
    case .oneOf(let alternatives): members.append(("oneOf", .array(alternatives.map { json($0, allowsMissing) })))
    }
    return object(members)
  }
}
