import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Testing

/// Requests that are sent again, and those that never are.
@Suite struct RetryTests {
  /// A client whose waits are noted instead of waited.
  private final class Fixture {
    let transport: ScriptedTransport
    let client: APIClient
    private(set) var notices: [Notice] = []
    private let waits: Waits

    final class Waits {
      var seconds: [Double] = []
    }

    init(
      _ replies: [ScriptedTransport.Reply], limit: Int = 3, repeatsWrites: Bool = false,
      governor: Governor = Governor(),
      random: Double = 1, isInterrupted: Bool = false
    ) {
      let waits = Waits()
      let policy = RetryPolicy(
        limit: limit, repeatsWrites: repeatsWrites,
        pause: {
          waits.seconds.append($0)
          return !isInterrupted
        }, random: { random })
      transport = ScriptedTransport(replies)
      client = APIClient(transport, policy: policy, governor: governor)
      self.waits = waits
      client.notify = { [unowned self] in notices.append($0) }
    }

    var waited: [Double] { waits.seconds }

    func send(_ method: HTTPRequest.Method = .get) throws -> Response {
      try client.response(to: try RequestBuilder().request(for: Call(method, [.literal("/user")])))
    }
  }

  private static let lost = TransportError(.connectionLost("reset"), mayHaveHappened: true)
  private static let refused = TransportError(.connectionRefused("127.0.0.1:1"))

  @Test(
    "Reads and deletions are sent again after a refusal that passes, and nothing of it is passed on",
    arguments: [HTTPRequest.Method.get, .head, .delete], [429, 502, 503, 504])
  func statuses(method: HTTPRequest.Method, status: Int) throws {
    let fixture = Fixture([.init(status: status, body: "no"), .init(status: status, body: "no"), .init(body: "yes")])
    let response = try fixture.send(method)
    #expect(response.status == 200)
    #expect(response.body == Array("yes".utf8))
    #expect(fixture.transport.requests.count == 3)
    #expect(fixture.notices.count == 2)
  }

  @Test("After other statuses nothing is sent again", arguments: [200, 301, 400, 401, 404, 422, 500, 501])
  func otherStatuses(status: Int) throws {
    let fixture = Fixture([.init(status: status)])
    #expect(try fixture.send().status == status)
    #expect(fixture.transport.requests.count == 1)
  }

  @Test("A write is not sent again, unless the person said so and the refusal says that nothing was done")
  func writes() throws {
    for method in [HTTPRequest.Method.post, .patch, .put] {
      for status in [429, 502, 503, 504] {
        let careful = Fixture([.init(status: status), .init()])
        #expect(try careful.send(method).status == status)
        let told = Fixture([.init(status: status), .init()], repeatsWrites: true)
        #expect(try told.send(method).status == (status == 429 || status == 503 ? 200 : status))
      }
    }
  }

  @Test("After a lost connection a write is sent again only when it did not leave", arguments: [false, true])
  func lostConnections(repeatsWrites: Bool) throws {
    let left = Fixture([.init(error: Self.lost), .init()], repeatsWrites: repeatsWrites)
    #expect(throws: Failure.self) { try left.send(.post) }
    #expect(left.transport.requests.count == 1)
    let stayed = Fixture([.init(error: Self.refused), .init()], repeatsWrites: repeatsWrites)
    #expect(try stayed.send(.post).status == 200)
    let deletion = Fixture([.init(error: Self.lost), .init()], repeatsWrites: repeatsWrites)
    #expect(try deletion.send(.delete).status == 200)
  }

  @Test(
    "What does not pass by itself is not tried again",
    arguments: [
      TransportError(.unknownHost("x")), .init(.badCertificate("x", "y")), .init(.cancelled),
      .init(.timedOut(.firstByte, seconds: 1)), .init(.defectiveResponse(.jsonCut)),
    ])
  func lasting(error: TransportError) {
    let fixture = Fixture([.init(error: error)])
    #expect(throws: Failure.self) { try fixture.send() }
    #expect(fixture.transport.requests.count == 1)
  }

  @Test("When it was sent often enough, the last response or error counts")
  func exhausted() throws {
    let fixture = Fixture(Array(repeating: .init(status: 503), count: 9), limit: 2)
    #expect(try fixture.send().status == 503)
    #expect(fixture.transport.requests.count == 3)
    let lost = Fixture(Array(repeating: .init(error: Self.lost), count: 9), limit: 2)
    #expect(throws: Failure.self) { try lost.send() }
    #expect(lost.transport.requests.count == 3)
  }

  @Test("The wait is a random part of a bound that doubles up to ten seconds", arguments: [0.0, 0.5, 1])
  func backOff(random: Double) throws {
    let fixture = Fixture(Array(repeating: .init(status: 503), count: 7) + [.init()], limit: 9, random: random)
    #expect(try fixture.send().status == 200)
    #expect(fixture.waited == [0.5, 1, 2, 4, 8, 10, 10].map { $0 * random })
  }

  private static let minuteOne = "Sun, 06 Nov 1994 08:49:01 GMT"

  @Test(
    "Retry-After is kept to in both forms, and a wait of more than a minute is not begun",
    arguments: [
      ("7", 7.0), ("0", 0), ("Sun, 06 Nov 1994 08:49:31 GMT", 30), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
      ("61", nil), ("Sun, 06 Nov 1994 08:51:00 GMT", nil), ("99999999999999999999", nil),
    ] as [(String, Double?)])
  func retryAfter(text: String, seconds: Double?) throws {
    let refusal = ScriptedTransport.Reply(status: 503, headers: [.retryAfter: text, .date: Self.minuteOne])
    let fixture = Fixture([refusal, .init()], random: 0)
    #expect(try fixture.send().status == (seconds == nil ? 503 : 200))
    #expect(fixture.waited == [seconds].compactMap(\.self))
  }

  @Test(
    "What is not a time says nothing",
    arguments: ["", "soon", "-1", "1.5", "Sun, 99 Nov 1994 08:49:31 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"])
  func malformedRetryAfter(text: String) {
    #expect(RetryAfter.seconds([.retryAfter: text, .date: Self.minuteOne]) == nil)
  }

  @Test("After too many requests every client of the session waits, whatever it sends, and the wait is told")
  func governor() throws {
    let governor = Governor()
    let first = Fixture([.init(status: 429, headers: [.retryAfter: "40"])], governor: governor)
    #expect(try first.send(.post).status == 429)
    #expect(first.waited.isEmpty)
    let second = Fixture([.init()], governor: governor)
    #expect(try second.send(.post).status == 200)
    #expect(second.waited.count == 1 && second.waited.allSatisfy { (1...40).contains($0) })
    guard case .held? = second.notices.first else {
      Issue.record("the wait was not told")
      return
    }
    #expect(try second.send().status == 200)
    #expect(second.waited.count == 1)
  }

  @Test("Control-C ends a wait, and nothing more is sent", arguments: [429, 503])
  func interrupted(status: Int) throws {
    let fixture = Fixture([.init(status: status, headers: [.retryAfter: "9"]), .init()], isInterrupted: true)
    let failure = #expect(throws: Failure.self) { try fixture.send() }
    #expect(failure?.status == .interrupted)
    #expect(fixture.transport.requests.count == 1)
  }
}
