import Execution
import FeltAPI
import Platform
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite("Random sessions")
struct RandomSessionTests {
  private static let environment = ProcessEnvironment.take(secrets: []).variables
  private static let count = environment["FELTSH_RANDOM_SESSIONS"].flatMap { Int($0) } ?? 300
  private static let first = environment["FELTSH_RANDOM_SEED"].flatMap { UInt64($0) } ?? 1

  /// What came of some sessions.
  private struct Outcome: Sendable {
    var succeeded: Set<String> = []
    var writeCount = 0
    var problems: [String] = []
  }

  @Test("A recording makes the same world in a workspace with other ids, and records itself as the same script")
  func replays() async throws {
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for part in 0..<4 {
        group.addTask { try outcome(stride(from: part, to: Self.count, by: 4)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.flatMap(\.problems) == [])
    // Else there would be little to see.
    #expect(outcomes.map(\.writeCount).reduce(0, +) > Self.count * 3)
    let missing = Set(Catalogue.operations.map(\.name)).subtracting(outcomes.flatMap(\.succeeded))
    if Self.count >= 300 { #expect(missing == [], "these have never succeeded") }
  }

  private func outcome(_ numbers: some Sequence<Int>) throws -> Outcome {
    var outcome = Outcome()
    for number in numbers {
      let seed = Self.first &+ UInt64(number)
      let folder = try TemporaryFolder()
      var session = try RandomSession(seed: seed, folder: folder)
      session.shell.type("record \(folder.file("session.felt"))")
      session.run(count: 5 + number % 26)
      session.shell.type("record off")
      outcome.succeeded.formUnion(session.succeeded)
      outcome.writeCount += session.writeCount
      if let problem = try problem(session, folder) { outcome.problems.append("seed \(seed): \(problem)") }
      if outcome.problems.count >= 2 { break }
    }
    return outcome
  }

  /// What is wrong with a recording; nil when it is right.
  private func problem(_ session: RandomSession, _ folder: TemporaryFolder) throws -> String? {
    let text = try folder.read("session.felt")
    let context = "\n--- typed\n\(session.lines.joined(separator: "\n"))\n--- recorded\n\(text)---\n"
    guard folder.permissions("session.felt") == 0o600 else { return "others can read it" }
    for secret in [RandomSession.secret, session.service.token.secret] where text.contains(secret) {
      return "it has a secret\(context)"
    }
    let service = RandomSession.service(seed: 2)
    let replay = try ShellHarness(sandbox: service) { $0.assumesYes = true }
    for match in text.matches(of: /--var (\w+)=…/) {
      replay.session.variables[String(match.1)] = Variable(.text(RandomSession.secret), definedBy: 0)
    }
    replay.run("record \(folder.file("again.felt"))")
    let summary = replay.run(text, name: folder.file("session.felt"))
    guard summary.status == .success else { return "it failed: \(replay.screen.messageText)\(context)" }
    if let difference = try World(session.service).difference(from: World(service)) {
      return "the worlds differ: \(difference)\(context)"
    }
    replay.run("record off")
    let again = try folder.read("again.felt")
    if Self.commands(again) != Self.commands(text) { return "its recording differs:\n\(again)\(context)" }
    return nil
  }

  /// A script without the comments on top.
  private static func commands(_ text: String) -> [Substring] {
    Array(text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("# ") })
  }
}
