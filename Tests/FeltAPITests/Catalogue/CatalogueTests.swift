import FeltAPI
import HTTPTypes
import TestSupport
import Testing

@Suite("The catalogue")
struct CatalogueTests {
  @Test(
    "The catalogue says what Felt's own description says, operation by operation",
    .enabled(if: FeltFacts.folder != nil, "Felt's description of its API is not beside the repository"))
  func sameAsFelt() throws {
    let felt = FeltDescription()
    let described = Catalogue.operations.filter { $0.group != .components }
    #expect(described.map(\.name) == felt.operations.map { $0["operationId"] as? String ?? "" })
    for described in felt.operations {
      let name = described["operationId"] as? String ?? ""
      let operation = try #require(Catalogue.operation(named: name), "\(name) is missing")
      let expected = Set(felt.facts(ofOperation: described))
      let actual = Set(operation.facts)
      #expect(actual.count == operation.facts.count, "\(name) says something twice")
      #expect(expected.subtracting(actual).sorted() == [], "missing from \(name)")
      #expect(actual.subtracting(expected).sorted() == [], "only in our \(name)")
    }
  }

  @Test("There are 56 operations, each with a name of its own and a path and method of its own")
  func unique() {
    #expect(Catalogue.operations.count == 56)
    #expect(Set(Catalogue.operations.map(\.name)).count == 56)
    #expect(Set(Catalogue.operations.map { "\($0.method) \($0.path)" }).count == 56)
  }

  @Test("Each operation has a summary of one sentence and an example that begins with its name")
  func documented() {
    for operation in Catalogue.operations {
      #expect(operation.summary.hasSuffix(".") && !operation.summary.contains("\n"), "\(operation.name)")
      let words = operation.example.split(separator: " ")
      #expect(words.first.map(String.init) == operation.name)
      let places = words.dropFirst().prefix(operation.path.parameterNames.count)
      #expect(places.count == operation.path.parameterNames.count && places.allSatisfy { $0.hasPrefix("$") })
    }
  }

  @Test("A path is matched to the operation that Felt has there, literal words before parameters")
  func matching() throws {
    let export = try #require(Catalogue.match(.get, "/maps/abc/comments/export"))
    #expect(export.0.name == "export_map_comments")
    let delete = try #require(Catalogue.match(.delete, "/maps/abc/comments/export"))
    #expect(delete.0.name == "delete_map_comment")
    #expect(delete.1 == ["map_id": "abc", "comment_id": "export"])
    #expect(Catalogue.match(.get, "/nothing") == nil)
    #expect(Catalogue.match(.put, "/maps") == nil)
    #expect(Catalogue.matches("/maps/abc").map { $0.0.name } == ["delete_map", "show_map"])
  }

  @Test("A layer's components are listed, made, shown, changed and deleted, and keep their type")
  func components() throws {
    let create = try #require(Catalogue.match(.post, "/maps/m/layers/l/components")?.0)
    let update = try #require(Catalogue.match(.post, "/maps/m/layers/l/components/c")?.0)
    #expect(Catalogue.match(.get, "/maps/m/layers/l/components")?.0.name == "list_layer_components")
    #expect(Catalogue.match(.get, "/maps/m/layers/l/components/c")?.0.name == "show_layer_component")
    #expect(Catalogue.match(.delete, "/maps/m/layers/l/components/c")?.0.name == "delete_layer_component")
    #expect(create.name == "create_layer_component" && update.name == "update_layer_component")
    #expect(OperationHelp(create).body?.fields.filter(\.isRequired).map(\.name) == ["type", "data"])
    #expect(OperationHelp(update).body?.fields.contains { $0.name == "type" || $0.isRequired } == false)
    let known = #"{"type":"histogram","data":{"attribute":"AGE","steps":[1]},"config":{"color":"red"}}"#
    let call = try Call(create, ["map_id": "m", "layer_id": "l"], body: .json(Array(known.utf8)))
    #expect(RequestValidator().problems(with: call).isEmpty)
    let wrong = try Call(create, ["map_id": "m", "layer_id": "l"], body: .json(Array(#"{"type":"pie"}"#.utf8)))
    #expect(RequestValidator().problems(with: wrong).map(\.name) == ["type", "data"])
  }

  @Test("Passwords, tokens, keys and signed addresses are marked as secrets, and names are not")
  func secrets() {
    let secrets = Set(Catalogue.operations.flatMap { [$0.body, $0.response] }.compactMap(\.self).flatMap(Self.secrets))
    #expect(
      secrets.sorted() == [
        "base64_encoded_service_account", "client_secret", "connection_string", "download_url", "export_link",
        "password", "presigned_attributes", "private_key", "private_key_passphrase", "service_account_json", "token",
        "value",
      ])
  }

  private static func secrets(in schema: Schema) -> [String] {
    switch schema.kind {
    case .object(let properties, _):
      properties.flatMap { ($0.schema.isSecret ? [$0.name] : []) + secrets(in: $0.schema) }
    case .array(let element, _): secrets(in: element)
    case .oneOf(let alternatives): alternatives.flatMap(secrets)
    default: []
    }
  }
}
