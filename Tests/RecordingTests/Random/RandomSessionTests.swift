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

  @Test("A recording makes the same world in a workspace with other ids, and records itself as the same script")
  func replays() throws {
    var succeeded: Set<String> = []
    var writeCount = 0
    var problems: [String] = []
    for number in 0..<Self.count {
      let seed = Self.first &+ UInt64(number)
      let folder = try TemporaryFolder()
      var session = try RandomSession(seed: seed, folder: folder)
      session.shell.type("record \(folder.file("session.felt"))")
      session.run(count: 5 + number % 36)
      session.shell.type("record off")
      succeeded.formUnion(session.succeeded)
      writeCount += session.writeCount
      if let problem = try problem(session, folder) { problems.append("seed \(seed): \(problem)") }
      if problems.count >= 2 { break }
    }
    #expect(problems == [])
    // Else there would be little to see.
    #expect(writeCount > Self.count * 3)
    let missing = Set(Catalogue.operations.map(\.name)).subtracting(succeeded)
    if Self.count >= 300 { #expect(missing == [], "these have never succeeded") }
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
