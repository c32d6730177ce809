import FeltAPI
import HTTPTypes
import JSONText

/// Holds answers against Felt's own description of its API, where that lies beside the repository, and against the
/// catalogue otherwise.
struct AnswerCheck: Sendable {
  static let shared = AnswerCheck()

  private let validator: SchemaValidator
  /// The schemas of JSON bodies by the operation's name and the status; null for a status without a body.
  private let schemas: [String: [Int: JSONValue]]
  /// Statuses that Felt's description doesn't speak of, because they are HTTP's own.
  private static let further: Set<Int> = [405, 413, 415]

  private init() {
    if let felt = FeltFiles() {
      validator = SchemaValidator(definitions: felt.definitions)
      schemas = felt.responses
    } else {
      validator = SchemaValidator(definitions: [:])
      schemas = CatalogueSchema.responses
    }
  }

  /// What is wrong with an answer of the API; empty for nothing.
  ///
  /// - Parameter target: path and query, relative to `/api/v2`.
  func problems(_ answer: SandboxClient.Answer, to method: HTTPRequest.Method, _ target: String) -> [String] {
    let path = String(target.prefix { $0 != "?" })
    let isHead = method == .head
    guard let (operation, _) = Catalogue.match(isHead ? .get : method, path) else {
      return plainProblems(answer)
    }
    guard let schema = schemas[operation.name]?[answer.status] else {
      // A rate that is set, and a fault, hold for every operation.
      guard Self.further.contains(answer.status) || answer.status == 429 else {
        return ["the status \(answer.status) of \(operation.name) is not documented"]
      }
      return plainProblems(answer)
    }
    if isHead { return answer.bytes.isEmpty ? [] : ["an answer to HEAD has a body"] }
    if case .null = schema { return answer.bytes.isEmpty ? [] : ["\(answer.status) has a body"] }
    if operation.name == "export_map_comments", answer.headers[.contentType] == "text/csv; charset=utf-8" { return [] }
    guard let value = answer.value else { return ["the body is not said to be JSON"] }
    return validator.problems(value, schema)
  }

  /// An error that no operation documents still has the shape that all have.
  private func plainProblems(_ answer: SandboxClient.Answer) -> [String] {
    guard let value = answer.value else { return answer.bytes.isEmpty ? [] : ["the body is not said to be JSON"] }
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
