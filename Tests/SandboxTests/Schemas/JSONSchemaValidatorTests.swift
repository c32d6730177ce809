import JSONText
import Testing

@Suite("The validator of the responses")
struct JSONSchemaValidatorTests {
  @Test(
    "It finds what is wrong",
    arguments: [
      (#"{"type":"string"}"#, "1"), (#"{"type":"string"}"#, "null"), (#"{"type":"integer"}"#, "1.5"),
      (#"{"enum":["a"]}"#, #""b""#), (#"{"type":"object","properties":{"a":{}}}"#, "{}"),
      (#"{"type":"object","properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#),
      (#"{"type":"object","properties":{},"additionalProperties":false}"#, #"{"a":1}"#),
      (#"{"type":"object","required":["a"]}"#, "{}"), (#"{"type":"object","properties":{"a":{}}}"#, #"{"a":1,"a":2}"#),
      (#"{"type":"array","items":{"type":"boolean"}}"#, "[true,0]"), (#"{"type":"array","maxItems":1}"#, "[1,2]"),
      (#"{"oneOf":[{"type":"string"},{"type":"string"}]}"#, #""x""#), (#"{"anyOf":[{"type":"string"}]}"#, "1"),
      (#"{"allOf":[{"type":"number"},{"maximum":3}]}"#, "4"), (#"{"pattern":"^a+$"}"#, #""b""#),
      (#"{"minimum":3}"#, "2"), (#"{"minLength":2}"#, #""a""#), (##"{"$ref":"#/components/schemas/T"}"##, "1"),
      (#"{"format":"date-time"}"#, #""2026-01-31 09:05:00Z""#), (#"{"format":"date"}"#, #""2026-02-30""#),
      (#"{"format":"uuid"}"#, #""x""#), (#"{"format":"uri"}"#, #""a b""#), (#"{"format":"email"}"#, #""a""#),
      (#"{"format":"felt_id"}"#, #""short""#), (#"{"format":"unknown"}"#, #""x""#), (#"{"nonsense":1}"#, "1"),
    ])
  func finds(schema: String, value: String) throws {
    #expect(try problems(schema, value).count == 1)
  }

  @Test(
    "It lets pass what is right",
    arguments: [
      (#"{"type":"string","nullable":true,"enum":["a"]}"#, "null"), ("{}", "null"),
      (#"{"type":"integer"}"#, "1"), (#"{"oneOf":[{"type":"string"},{"type":"number"}]}"#, "1"),
      (#"{"format":"date-time"}"#, #""2026-01-31T09:05:00.25+01:00""#), (#"{"format":"date"}"#, #""2024-02-29""#),
      (#"{"format":"uuid"}"#, #""8c2b5d31-0c3e-4c62-8e5f-31dbb9b9c5f5""#), (#"{"format":"email"}"#, #""a@b.c""#),
      (#"{"format":"uri"}"#, #""https://example.com/a?b#c""#), (#"{"format":"felt_id"}"#, #""CjU1CMJPTAGofjOK3ICf1D""#),
      (##"{"$ref":"#/components/schemas/T"}"##, #""x""#), (#"{"type":"object","description":"x"}"#, #"{"a":1}"#),
    ])
  func passes(schema: String, value: String) throws {
    #expect(try problems(schema, value) == [])
  }

  @Test("The catalogue has the statuses of Felt's description, where that is beside the repository")
  func sameStatuses() {
    guard let felt = FeltFiles() else { return }
    #expect(felt.definitions.count > 100)
    let catalogue = CatalogueSchema.responses.filter { felt.responses[$0.key] != nil }
    #expect(felt.responses.mapValues { Set($0.keys) } == catalogue.mapValues { Set($0.keys) })
  }

  private func problems(_ schema: String, _ value: String) throws -> [String] {
    let text = try JSONValue(parsing: Array(#"{"type":"string"}"#.utf8))
    return JSONSchemaValidator(definitions: ["T": text]).problems(
      try JSONValue(parsing: Array(value.utf8)), try JSONValue(parsing: Array(schema.utf8)))
  }
}
