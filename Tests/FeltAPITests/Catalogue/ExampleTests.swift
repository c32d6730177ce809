import FeltAPI
import HTTPTypes
import Testing

@Suite("The examples of the catalogue")
struct ExampleTests {
  @Test("Each is a call that the checks let pass", arguments: Catalogue.operations.map(\.name))
  func example(name: String) throws {
    let operation = try #require(Catalogue.operation(named: name))
    var words = Self.words(operation.example).dropFirst()
    var parameters: [String: String] = [:]
    for parameter in operation.path.parameterNames { parameters[parameter] = words.popFirst() }
    var fields: [BodyField] = []
    var query: [Call.QueryItem] = []
    for word in words {
      let name = word.prefix { $0 != "=" && $0 != ":" }
      let rest = word[name.endIndex...]
      if rest.hasPrefix("==") {
        query.append(.init(name: String(name), value: String(rest.dropFirst(2))))
      } else if rest.hasPrefix(":=") {
        fields.append(RequestValidatorTests.field(String(name), ":" + rest.dropFirst(2)))
      } else {
        #expect(rest.hasPrefix("="), "\(word)")
        fields.append(RequestValidatorTests.field(String(name), String(rest.dropFirst())))
      }
    }
    let call = try Call(operation, parameters, query: query, body: fields.isEmpty ? .none : .fields(fields))
    #expect(RequestValidator().problems(with: call).map(\.description) == [])
    #expect(try RequestBuilder().request(for: call).operation == operation)
  }

  /// The words of a line, without their quotes.
  private static func words(_ line: String) -> [String] {
    var words: [String] = [""]
    var quote: Character?
    for character in line {
      switch character {
      case _ where character == quote: quote = nil
      case "'" where quote == nil, "\"" where quote == nil: quote = character
      case " " where quote == nil: words.append("")
      default: words[words.count - 1].append(character)
      }
    }
    return words
  }
}
