import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

/// Each status that Felt documents for an operation can be had: most by doing what they are for, all by asking.
@Suite struct DocumentedErrorTests {
  private static let cases = Catalogue.operations.flatMap { operation in
    operation.errorStatuses.map { (operation.name, $0) }
  }

  private static let junk = "nosuchnosuchnosuchnosu"

  private func target(_ operation: FeltAPI.Operation) throws -> String {
    let values = Dictionary(uniqueKeysWithValues: operation.path.parameterNames.map { ($0, Self.junk) })
    return try operation.path.expand(values)
  }

  @Test("Each documented status comes as a fault, in the shape that is documented", arguments: cases, WayIn.allCases)
  func faults(of documented: (name: String, status: Int), way: WayIn) throws {
    let operation = try #require(Catalogue.operation(named: documented.name))
    let path = operation.path.description.split(separator: "/").map { $0.hasPrefix("{") ? "*" : $0 }
    let rule = "\(operation.method.rawValue.lowercased()) /\(path.joined(separator: "/")) \(documented.status)"
    var configuration = SandboxClient.still
    configuration.faults = [try FaultRule(parsing: rule + " retry-after=7")]
    let client = try SandboxClient(way, configuration)
    let answer = try client.raw(operation.method, target(operation))
    #expect(answer.status == documented.status)
    #expect(answer.headers[.retryAfter] == "7")
    #expect(try answer.value?.text("$.errors[0].title").isEmpty == false)
  }

  @Test(
    "A rate that is used up is 429 with the seconds to wait, for every operation",
    arguments: Catalogue.operations.filter { $0.errorStatuses.contains(429) }.map(\.name), WayIn.allCases)
  func rate(name: String, way: WayIn) throws {
    let operation = try #require(Catalogue.operation(named: name))
    var configuration = SandboxClient.still
    configuration.rate = try RateLimit(parsing: "1/min")
    let client = try SandboxClient(way, configuration)
    #expect(try client.raw(.get, "/user").status == 200)
    let answer = try client.raw(operation.method, target(operation))
    #expect(answer.status == 429)
    #expect(answer.headers[.retryAfter] == "60")
  }

  @Test(
    "A body of the wrong shape is 422 with a pointer, for every operation that takes one",
    arguments: Catalogue.operations.filter { $0.body != nil && $0.path.parameterNames.isEmpty }.map(\.name),
    WayIn.allCases)
  func unprocessable(name: String, way: WayIn) throws {
    let operation = try #require(Catalogue.operation(named: name))
    let client = try SandboxClient(way)
    for body in ["{", "3", #""text""#] {
      let answer = try client.raw(operation.method, target(operation), body: body)
      #expect(answer.status == 422, "\(body)")
      #expect(try answer.value?.text("$.errors[0].source.pointer").hasPrefix("/") == true)
    }
  }
}
