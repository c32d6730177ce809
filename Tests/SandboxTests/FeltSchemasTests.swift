import FeltAPI
import JSONText
import TestSupport
import Testing

/// Whether the validator that all answers are held against finds anything.
@Suite(.enabled(if: FeltFacts.folder != nil, "Felt's description of its API is not beside the repository"))
struct FeltSchemasTests {
  private let link = "create_map_layer_export_link"

  @Test(
    "What is missing, too much, null or of another type is found",
    arguments: [
      (#"{"export_link":"https://felt.com/x"}"#, [String]()), (#"{}"#, ["$.export_link is missing"]),
      (#"{"export_link":null}"#, ["$.export_link is null"]), (#"{"export_link":1}"#, ["$.export_link is no string"]),
      (#"{"export_link":"x","more":1}"#, ["$.more is too much"]), (#"[]"#, ["$ is no object"]),
    ])
  func shape(json: String, problems: [String]) throws {
    let operation = try #require(Catalogue.operation(named: link))
    let value = try JSONValue(parsing: Array(json.utf8))
    #expect(FeltSchemas.shared.problems(value, of: operation, status: 200) == problems)
  }

  @Test(
    "Ids, times and the only words there are have to be right",
    arguments: [
      ("show_current_user", #"{"id":"x","name":"A","email":"a@example.com"}"#, "$.id is no id: x"),
      ("create_map_embed_token", #"{"token":"t","expires_at":"tomorrow"}"#, "$.expires_at is no time: tomorrow"),
      (
        "poll_map_layer_custom_export",
        #"{"export_id":"abcdefghijklmnopqrstuv","status":"done","download_url":null,"filters":[]}"#, "$.status is done"
      ),
    ])
  func formats(name: String, json: String, problem: String) throws {
    let operation = try #require(Catalogue.operation(named: name))
    let value = try JSONValue(parsing: Array(json.utf8))
    #expect(FeltSchemas.shared.problems(value, of: operation, status: 200) == [problem])
  }

  @Test("Errors and answers without a body are held against their schemas too")
  func others() throws {
    let operation = try #require(Catalogue.operation(named: "delete_map"))
    #expect(FeltSchemas.shared.problems(.null, of: operation, status: 204) == ["there is a body"])
    #expect(FeltSchemas.shared.problems(nil, of: operation, status: 404) == ["there is no body"])
    let error = try JSONValue(parsing: Array(#"{"errors":[{"title":1,"detail":"d"}]}"#.utf8))
    #expect(
      FeltSchemas.shared.problems(error, of: operation, status: 404) == [
        "$.errors[0].source is missing", "$.errors[0].title is no string",
      ])
  }
}
