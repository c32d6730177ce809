package import Execution
internal import FeltAPI
internal import HTTPTypes
internal import JSONText
internal import Platform
internal import Synchronization

/// Asks for projects, the maps in them, and what is in a map, when an id is to be completed that no response has told
/// of.
///
/// The requests are made by a thread and a transport of their own. Whoever waits for them does so no longer than the
/// deadline, and not at all once a key was pressed or a signal has come; what came after a key is there the next time.
package final class Prefetcher {
  /// Makes a client with a time limit in seconds, and a descriptor that becomes readable when it is to give up.
  package typealias ClientFactory = @Sendable (_ timeout: Double, _ cancellation: Int32) -> APIClient

  /// After so many times without an response no more is asked.
  private static let patience = 2
  /// More projects than this are not looked into.
  private static let projectLimit = 50

  private let makeClient: ClientFactory
  private let signals: Int32?
  private let keys: Int32?
  private let deadline: Double
  private var accounts: [String: State] = [:]
  private var current: Round?

  /// What an account has been asked for.
  private struct State {
    var fetched: Set<Reading> = []
    var failures = 0
    var isOver = false
  }

  /// - Parameters:
  ///   - signals: a descriptor that becomes readable when a signal comes; it is not read here.
  ///   - keys: a descriptor that becomes readable when a key is pressed; it is not read here either.
  ///   - deadline: how long all requests may take together, in seconds.
  ///   - makeClient: called in the thread that uses the transport.
  package init(
    signals: Int32?, keys: Int32? = nil, deadline: Double = 1, makeClient: @escaping ClientFactory
  ) {
    self.signals = signals
    self.keys = keys
    self.deadline = deadline
    self.makeClient = makeClient
  }

  /// What came of a series of requests, as far as it has come.
  private final class Findings: Sendable {
    struct Content {
      var exchanges: [(Request, Response)] = []
      /// Whether nothing more is to be asked of this account.
      var isRefused = false
      var isComplete = false
    }

    let content = Mutex(Content())
  }

  /// A series of requests that is on its way.
  private struct Round {
    let account: String
    let reading: Reading
    let findings: Findings
    let done: EventPipe
    let cancellation: EventPipe
    let end: ContinuousClock.Instant
  }

  /// Looks for ids.
  ///
  /// - Returns: the responses that tell of them; none when it was asked before, or when there is nobody to ask.
  func fetch(_ reading: Reading, for session: Session) -> [Exchange] {
    let account = session.accountKey
    if let current, current.account != account { giveUp(current) }
    guard session.preferences.prefetches, session.builder.token != nil, !session.options.isDryRun,
      case let state = accounts[account] ?? State(),
      !state.isOver, !state.fetched.contains(reading),
      let round = current ?? start(session.builder, reading, account)
    else { return [] }
    current = round
    switch wait(for: round) {
    case .keyPressed: return []
    case .signalled:
      giveUp(round)
      return []
    case .over:
      giveUp(round)
      let found = round.findings.content.withLock { $0 }
      note(found, round.reading, account)
      return found.exchanges.map { request, response in
        Exchange(request: request, head: response.head, timing: response.timing, body: .retained(response.body))
      }
    }
  }

  private func note(_ found: Findings.Content, _ reading: Reading, _ account: String) {
    var state = accounts[account] ?? State()
    if found.isComplete { state.fetched.formUnion(reading == .maps ? [.maps, .projects] : [reading]) }
    if !found.isComplete { state.failures += 1 }
    if found.isRefused || state.failures >= Self.patience { state.isOver = true }
    accounts[account] = state
  }

  /// Begins to make the requests.
  private func start(_ builder: RequestBuilder, _ reading: Reading, _ account: String) -> Round? {
    guard let done = EventPipe(), let cancellation = EventPipe() else { return nil }
    let findings = Findings()
    let (makeClient, deadline) = (makeClient, deadline)
    let isStarted = BackgroundThread.start {
      // The pipe has to outlast the transport that looks at it.
      withExtendedLifetime(cancellation) {
        let client = makeClient(deadline, cancellation.descriptor)
        Self.collect(client, builder, reading, into: findings)
        done.signal()
      }
    }
    let end = ContinuousClock.now + .milliseconds(Int(deadline * 1000))
    return isStarted
      ? Round(
        account: account, reading: reading, findings: findings, done: done, cancellation: cancellation, end: end)
      : nil
  }

  private func giveUp(_ round: Round) {
    round.cancellation.signal()
    current = nil
  }

  /// How waiting for a series of requests ended.
  private enum Ending {
    /// It is done, or its time is over.
    case over
    case keyPressed
    case signalled
  }

  private func wait(for round: Round) -> Ending {
    let left = (round.end - .now) / .milliseconds(1)
    let descriptors = [round.done.descriptor, signals ?? -1, keys ?? -1]
    let ready = EventPipe.wait(for: descriptors, milliseconds: Int(max(0, left.rounded(.up))))
    if ready[0] { return .over }
    return ready[1] ? .signalled : ready[2] ? .keyPressed : .over
  }

  private static func collect(
    _ client: APIClient, _ builder: RequestBuilder, _ reading: Reading, into findings: Findings
  ) {
    switch read(reading.path, client, builder, findings) {
    case .value(let projects):
      guard reading == .maps, case .array(let elements) = projects else { break }
      for case .object(let project) in elements.prefix(projectLimit) {
        guard let id = project.text("id"), let path = try? "/projects/" + PathSegment.encode(id) else { continue }
        switch read(path, client, builder, findings) {
        case .value, .refusal: continue
        case .tooMany, .nothing: return
        }
      }
    case .refusal: findings.content.withLock { $0.isRefused = true }
    case .tooMany, .nothing: return
    }
    findings.content.withLock { $0.isComplete = true }
  }

  /// What came of one request.
  private enum Finding {
    case value(JSONValue)
    case refusal
    /// The server wants to be left alone (429).
    case tooMany
    /// There was no response, or there is no time for more.
    case nothing
  }

  private static func read(
    _ path: String, _ client: APIClient, _ builder: RequestBuilder, _ findings: Findings
  ) -> Finding {
    guard let request = try? builder.request(for: Call(.get, [.literal(path)])),
      let response = try? client.response(to: request)
    else { return .nothing }
    if response.status == 429 {
      findings.content.withLock { $0.isRefused = true }
      return .tooMany
    }
    guard response.isSuccess, let value = try? JSONValue(parsing: response.body) else { return .refusal }
    findings.content.withLock { $0.exchanges.append((request, response)) }
    return .value(value)
  }
}
