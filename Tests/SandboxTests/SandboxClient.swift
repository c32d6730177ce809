import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

/// Talks to a sandbox, and holds every answer against Felt's schemas and the catalogue.
struct SandboxClient {
  let service: SandboxService
  var token: Token?
  private let door: any Door

  /// What a test begins with: a clock that stands still, and work that is done at once.
  static let still = SandboxConfiguration(clock: { 1_790_000_000 }, seed: 1, workTime: 0)

  init(_ way: WayIn, _ configuration: SandboxConfiguration = Self.still, state: SandboxState? = nil) throws {
    service = SandboxService(configuration: configuration, state: state)
    token = service.token
    switch way {
    case .memory: door = MemoryDoor(service: service)
    case .socket: door = try SocketDoor(service)
    }
  }

  /// What a request is answered, whatever it is.
  func raw(
    _ method: HTTPRequest.Method, _ target: String, body: String = "", type: String = "application/json",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> (status: Int, value: JSONValue?, headers: HTTPFields) {
    var headers: HTTPFields = [:]
    if let token { headers[.authorization] = token.authorizationHeaderValue() }
    if !body.isEmpty { headers[.contentType] = type }
    let answer = try door.send(method, "/api/v2" + target, headers, Array(body.utf8))
    let isJSON = answer.headers[.contentType]?.hasPrefix("application/json") ?? false
    let value = answer.body.isEmpty || !isJSON ? nil : try JSONValue(parsing: answer.body)
    let path = String(target.prefix { $0 != "?" })
    if let operation = Catalogue.operations.first(where: { $0.method == method && $0.path.match(path) != nil }),
      isJSON || answer.body.isEmpty
    {
      let problems = FeltSchemas.shared.problems(value, of: operation, status: answer.status)
      #expect(problems == [], "\(operation.name) \(answer.status)", sourceLocation: sourceLocation)
    }
    return (answer.status, value, answer.headers)
  }

  /// What storage answers.
  ///
  /// - Parameter address: as the API gave it; only what is behind the host counts.
  func storage(
    _ method: HTTPRequest.Method, _ address: String, headers: HTTPFields = [:], body: [UInt8] = []
  ) throws -> Answer {
    let path = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).last ?? ""
    return try door.send(method, "/" + path, headers, body)
  }

  /// The answer of an operation that succeeds, which has to be as the catalogue says.
  @discardableResult
  func call(
    _ name: String, _ parameters: [String] = [], query: String = "", body: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    let operation = try #require(Catalogue.operation(named: name), sourceLocation: sourceLocation)
    let values = Dictionary(uniqueKeysWithValues: zip(operation.path.parameterNames, parameters))
    let path = try operation.path.expand(values)
    let (status, value, _) = try raw(operation.method, path + (query.isEmpty ? "" : "?" + query), body: body)
    #expect(status == operation.successStatus, "\(name): \(text(value))", sourceLocation: sourceLocation)
    guard let schema = operation.response else {
      #expect(value == nil, sourceLocation: sourceLocation)
      return .null
    }
    let found = try #require(value, sourceLocation: sourceLocation)
    #expect(Conformance.problems(found, schema) == [], "\(name)", sourceLocation: sourceLocation)
    return found
  }

  private func text(_ value: JSONValue?) -> String {
    value.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? ""
  }
}

/// Whether a value is as a schema says, every field that the schema names included.
enum Conformance {
  static func problems(_ value: JSONValue, _ schema: Schema, at place: String = "$") -> [String] {
    switch (schema.kind, value) {
    case (.any, _): return []
    case (_, .null): return schema.isNullable ? [] : ["\(place) is null"]
    case (.string(let allowed), .string(let text)):
      if !allowed.isEmpty, !allowed.contains(text) { return ["\(place) is \(text)"] }
      if schema.format == "felt_id", text.utf8.count < 20 || text.contains(where: { !$0.isLetter && !$0.isNumber }) {
        return ["\(place) is no id: \(text)"]
      }
      if schema.format?.hasPrefix("date") ?? false, !text.hasSuffix("Z") { return ["\(place) is no time: \(text)"] }
      return []
    case (.integer, .number(let number)): return number.int == nil ? ["\(place) is \(number.text)"] : []
    case (.number, .number), (.boolean, .bool): return []
    case (.array(let element, _), .array(let elements)):
      return elements.enumerated().flatMap { problems($1, element, at: "\(place)[\($0)]") }
    case (.object(let properties, let isClosed), .object(let object)):
      var result: [String] = []
      for property in properties {
        if let value = object[property.name] {
          result += problems(value, property.schema, at: place + "." + property.name)
        } else if isClosed || property.isRequired {
          result.append("\(place).\(property.name) is missing")
        }
      }
      if isClosed {
        let names = Set(properties.map(\.name))
        result += object.members.map(\.name).filter { !names.contains($0) }.map { "\(place).\($0) is too much" }
      }
      return result
    case (.oneOf(let alternatives), _):
      let all = alternatives.map { problems(value, $0, at: place) }
      return all.contains([]) ? [] : all.min { $0.count < $1.count } ?? []
    default: return ["\(place) is of another type"]
    }
  }
}

extension JSONValue {
  /// What a JSONPath finds, as text.
  func text(_ path: String) throws -> String {
    let value = try #require(try JSONPath(parsing: path).evaluate(on: self).first?.value)
    if case .string(let text) = value { return text }
    return String(decoding: value.serialized(), as: UTF8.self)
  }
}
