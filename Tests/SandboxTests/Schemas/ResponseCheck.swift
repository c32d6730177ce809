import FeltAPI
import HTTPTypes
import JSONText

/// Holds responses against Felt's own description of its API, where that lies beside the repository, and against the
/// catalogue otherwise.
struct ResponseCheck: Sendable {
  static let shared = ResponseCheck()

  private let validator: JSONSchemaValidator
  /// The schemas of JSON bodies by the operation's name and the status; null for a status without a body.
  private let schemas: [String: [Int: JSONValue]]
  /// Statuses that Felt's description doesn't speak of, because they are HTTP's own.
  private static let further: Set<Int> = [405, 413, 415]

  private init() {
    if let felt = FeltFiles() {
      validator = JSONSchemaValidator(definitions: felt.definitions)
      // Felt's description lacks the newest operations.
      schemas = CatalogueSchema.responses.merging(felt.responses) { $1 }
    } else {
      validator = JSONSchemaValidator(definitions: [:])
      schemas = CatalogueSchema.responses
    }
  }

  /// What is wrong with an response of the API; empty for nothing.
  ///
  /// - Parameter target: path and query, relative to `/api/v2`.
  func problems(_ response: SandboxClient.Response, to method: HTTPRequest.Method, _ target: String) -> [String] {
    let path = String(target.prefix { $0 != "?" })
    let isHead = method == .head
    guard let (operation, _) = Catalogue.match(isHead ? .get : method, path) else {
      return plainProblems(response)
    }
    guard let schema = schemas[operation.name]?[response.status] else {
      // A rate that is set, and a fault, hold for every operation.
      guard Self.further.contains(response.status) || response.status == 429 else {
        return ["the status \(response.status) of \(operation.name) is not documented"]
      }
      return plainProblems(response)
    }
    if isHead { return response.bytes.isEmpty ? [] : ["an response to HEAD has a body"] }
    if case .null = schema { return response.bytes.isEmpty ? [] : ["\(response.status) has a body"] }
    if operation.name == "export_map_comments", response.headers[.contentType] == "text/csv; charset=utf-8" {
      return []
    }
    guard let value = response.value else { return ["the body is not said to be JSON"] }
    return validator.problems(value, schema)
  }

  /// An error that no operation documents still has the shape that all have.
  private func plainProblems(_ response: SandboxClient.Response) -> [String] {
    guard let value = response.value else { return response.bytes.isEmpty ? [] : ["the body is not said to be JSON"] }
    return validator.problems(value, Self.plainError)
  }

  private static let plainError: JSONValue = {
    let text = CatalogueSchema.object([("type", .string("string"))])
    let entry = CatalogueSchema.objectSchema([
      ("title", text), ("detail", text), ("source", CatalogueSchema.object([("type", .string("object"))])),
    ])
    let list = CatalogueSchema.object([("type", .string("array")), ("items", entry), ("minItems", JSONValue(1))])
    return CatalogueSchema.objectSchema([("errors", list)])
  }()
}
