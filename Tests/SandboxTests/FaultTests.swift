import FeltAPI
import HTTPTypes
import Sandbox
import Testing

@Suite struct FaultTests {
  /// A sandbox in which things go wrong as these rules say.
  private func client(_ kind: TransportKind, _ rules: String...) throws -> SandboxClient {
    let faults = try rules.map { try FaultRule(parsing: $0) }
    return try SandboxClient(kind, SandboxConfiguration(clock: { SandboxClient.now }, seed: 1, faults: faults))
  }

  @Test("Faults come when they were asked for, every third time if so", arguments: TransportKind.allCases)
  func order(_ kind: TransportKind) throws {
    let client = try client(kind, "get /maps/* 429 retry-after=7 every=3", "* /projects/** 503 retry-after=2")
    let responses = try (0..<6).map { _ in try client.raw(.get, "/maps/x") }
    #expect(responses.map(\.status) == [404, 404, 429, 404, 404, 429])
    #expect(responses.map { $0.headers[.retryAfter] } == [nil, nil, "7", nil, nil, "7"])
    #expect(try client.visit(.post, client.connection.origin + "/api/v2/projects/x/update").headers[.retryAfter] == "2")
    #expect(try client.raw(.get, "/user").status == 200)
  }

  @Test("A connection is reset when that was asked for", arguments: TransportKind.allCases)
  func reset(_ kind: TransportKind) throws {
    let client = try client(kind, "get /user reset")
    #expect(throws: TransportError.self) { try client.raw(.get, "/user") }
    #expect(try client.raw(.get, "/projects").status == 200)
  }

  @Test("A body ends early when that was asked for", arguments: TransportKind.allCases)
  func truncation(_ kind: TransportKind) throws {
    let client = try client(kind, "get /projects truncate=10")
    do {
      try client.raw(.get, "/projects")
      Issue.record("the body came in full")
    } catch let error as TransportError {
      #expect("\(error)".contains("10"), "\(error)")
    }
  }

  @Test("A delay and slow bytes take their time, and change nothing else", arguments: TransportKind.allCases)
  func slowness(_ kind: TransportKind) throws {
    let client = try client(kind, "get /user delay=30ms", "get /projects slow=20000")
    let clock = ContinuousClock()
    let delay = try clock.measure { try client.raw(.get, "/user") }
    #expect(delay >= .milliseconds(30))
    let length = try client.raw(.head, "/projects").headers[.contentLength].flatMap { Int($0) } ?? 0
    var slow: [UInt8] = []
    let time = try clock.measure { slow = try client.raw(.get, "/projects").bytes }
    #expect(slow.count == length)
    #expect(length > 0 && time >= .seconds(Double(length) / 20000 * 0.5) - .milliseconds(100))
  }

  @Test("A rate lets as many requests through as it says, and names the wait", arguments: TransportKind.allCases)
  func rate(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try SandboxClient(
      kind, SandboxConfiguration(clock: { clock.now }, seed: 1, rate: try RateLimit(parsing: "3/min")))
    let statuses = try (0..<4).map { _ in try client.raw(.get, "/user").status }
    #expect(statuses == [200, 200, 200, 429])
    #expect(try client.raw(.get, "/user").headers[.retryAfter] == "20")
    clock.advance(by: 20)
    #expect(try (0..<2).map { _ in try client.raw(.get, "/user").status } == [200, 429])
  }

  @Test(
    "What is not a fault is refused with the reason",
    arguments: ["", "get", "get /maps", "get maps 500", "get /maps 99", "get /maps delay=x", "get /** /x 500"])
  func malformed(text: String) {
    #expect(throws: FaultRule.Problem.self) { try FaultRule(parsing: text) }
  }
}
