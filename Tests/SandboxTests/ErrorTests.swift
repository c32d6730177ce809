import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct ErrorTests {
  @Test(
    "Every operation refuses a missing and a wrong token with the header named",
    arguments: Catalogue.operations.map(\.name), WayIn.allCases)
  func unauthorized(name: String, way: WayIn) throws {
    let client = try SandboxClient(way)
    let operation = try #require(Catalogue.operation(named: name))
    let path = try operation.path.expand(
      Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "x") }))
    var guest = client
    for token in [nil, try Token("felt_pat_somebodyelsesxxxxxx")] {
      guest.token = token
      let (status, value, _) = try guest.raw(operation.method, path)
      #expect(status == 401)
      #expect(try value?.text("$.errors[0].source.header") == "authorization")
    }
  }

  @Test(
    "Wrong ids are 404 with the parameter",
    arguments: Catalogue.operations.filter { !$0.path.parameterNames.isEmpty }.map(\.name), WayIn.allCases)
  func notFound(name: String, way: WayIn) throws {
    let client = try SandboxClient(way)
    let operation = try #require(Catalogue.operation(named: name))
    let first = try #require(operation.path.parameterNames.first)
    let path = try operation.path.expand(
      Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, "nosuch") }))
    let query = operation.query.filter(\.isRequired).map { "\($0.name)=x" }.joined()
    let (status, value, _) = try client.raw(
      operation.method, path + (query.isEmpty ? "" : "?" + query), body: operation.body.map(Sample.text) ?? "")
    #expect(status == 404, "\(path)")
    #expect(try value?.text("$.errors[0].source.parameter") == first)
  }

  @Test(
    "A body that is not as it has to be is 422, with the place",
    arguments: [
      ("/maps", #"{"titel":"x"}"#, "/titel"), ("/maps", #"{"title":1}"#, "/title"), ("/maps", #"{"lat":"x"}"#, "/lat"),
      ("/maps", #"{"public_access":"x"}"#, "/public_access"), ("/maps", #"{"layer_urls":[1]}"#, "/layer_urls/0"),
      ("/maps", "{", "/"),
      ("/maps", "[]", "/"), ("/projects", #"{"name":"x"}"#, "/visibility"),
      ("/sources", #"{"name":"x"}"#, "/connection"),
    ], WayIn.allCases)
  func invalid(request: (path: String, body: String, pointer: String), way: WayIn) throws {
    let (path, body, pointer) = request
    let client = try SandboxClient(way)
    let (status, value, _) = try client.raw(.post, path, body: body)
    #expect(status == 422)
    #expect(try value?.text("$.errors[0].source.pointer") == pointer)
  }

  @Test("Wrong methods, paths and content types have their own statuses", arguments: WayIn.allCases)
  func others(way: WayIn) throws {
    let client = try SandboxClient(way)
    let method = try client.raw(.put, "/maps")
    #expect(method.status == 405)
    #expect(method.headers[.allow] == "POST")
    #expect(try client.raw(.get, "/nosuch").status == 404)
    #expect(try client.raw(.post, "/maps", body: "title=x", type: "application/x-www-form-urlencoded").status == 415)
    #expect(try client.raw(.post, "/maps/\(client.call("create_map").text("$.id"))/embed_token").status == 422)
  }

  @Test("Faults come when they were asked for", arguments: WayIn.allCases)
  func faults(way: WayIn) throws {
    let rules = try ["get /maps/* 429 retry-after=1 every=3", "* /projects/** 503"].map { try FaultRule(parsing: $0) }
    let client = try SandboxClient(way, SandboxConfiguration(seed: 1, faults: rules))
    let statuses = try (0..<6).map { _ in try client.raw(.get, "/maps/x").status }
    #expect(statuses == [404, 404, 429, 404, 404, 429])
    #expect(try client.raw(.post, "/projects/x/update").status == 503)
    #expect(try client.raw(.get, "/user").status == 200)
  }

  @Test(
    "What is no fault is refused with the reason",
    arguments: ["", "get", "get /maps", "get maps 500", "get /maps 99", "get /maps delay=x"])
  func malformedFaults(text: String) {
    #expect(throws: FaultRule.Problem.self) { try FaultRule(parsing: text) }
  }
}

/// Bodies that schemas allow.
enum Sample {
  static func text(_ schema: Schema) -> String {
    String(decoding: value(schema).serialized(), as: UTF8.self)
  }

  static func value(_ schema: Schema) -> JSONValue {
    switch schema.kind {
    case .any: .null
    case .string(let allowed): .string(allowed.first ?? "text")
    case .integer, .number: JSONValue(1)
    case .boolean: .bool(true)
    case .array(let element, _): .array([value(element)])
    case .object(let properties, _):
      .object(JSONObject(properties.filter(\.isRequired).map { ($0.name, value($0.schema)) }))
    case .oneOf(let alternatives): alternatives.first.map(value) ?? .null
    }
  }
}
