import FeltAPI
import HTTPTypes
import TestSupport
import Testing

/// Makes random JSON that fits a schema.
struct SchemaSample {
  var random: SeededRandom

  mutating func json(_ schema: Schema) -> String {
    if schema.isNullable, Int.random(in: 0..<5, using: &random) == 0 { return "null" }
    switch schema.kind {
    case .any: return ["null", "1", "[]", "{\"a\":1}", "\"x\""].randomElement(using: &random) ?? "1"
    case .string(let allowed): return "\"\(allowed.randomElement(using: &random) ?? "text")\""
    case .integer: return ["0", "-7", "12", "3.0", "1e2"].randomElement(using: &random) ?? "0"
    case .number: return ["0", "-7.25", "1e-3", "12345678901234567890.5"].randomElement(using: &random) ?? "0"
    case .boolean: return Bool.random(using: &random) ? "true" : "false"
    case .array(let element, let maximumCount):
      let count = Int.random(in: 0...min(3, maximumCount ?? 3), using: &random)
      return "[" + (0..<count).map { _ in json(element) }.joined(separator: ",") + "]"
    case .object(let properties, let isClosed):
      var members: [String] = []
      for property in properties where property.isRequired || Bool.random(using: &random) {
        members.append("\"\(property.name)\":" + json(property.schema))
      }
      if !isClosed, Bool.random(using: &random) { members.append("\"of one's own\":[1]") }
      return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    case .oneOf(let alternatives): return alternatives.randomElement(using: &random).map { json($0) } ?? "null"
    }
  }
}

@Suite("Checks of bodies that are right")
struct RightBodyTests {
  @Test("No body that fits the schema is told to be wrong", arguments: Catalogue.operations.filter { $0.body != nil })
  func passes(operation: Operation) throws {
    var sample = SchemaSample(random: SeededRandom(9))
    let values = Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "x") })
    for _ in 0..<60 {
      let text = sample.json(try #require(operation.body))
      let call = try Call(operation, values, body: .json(Array(text.utf8)))
      #expect(RequestValidator().problems(with: call) == [], "\(text)")
    }
  }

  @Test("A field too many in a closed body, or one too few, is told")
  func failures() throws {
    for operation in Catalogue.operations {
      guard case .object(let properties, let isClosed) = operation.body?.kind else { continue }
      var sample = SchemaSample(random: SeededRandom(10))
      let values = Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "x") })
      func problems(_ text: String) throws -> [RequestProblem.Kind] {
        RequestValidator().problems(with: try Call(operation, values, body: .json(Array(text.utf8)))).map(\.kind)
      }
      let right = sample.json(try #require(operation.body))
      if isClosed {
        let more = right.dropLast() + (right == "{}" ? "" : ",") + "\"one too many\":1}"
        #expect(try problems(String(more)) == [.unknownField(known: properties.map(\.name))])
      }
      let required = properties.filter(\.isRequired)
      #expect(try problems("{}").count == required.count)
    }
  }
}
