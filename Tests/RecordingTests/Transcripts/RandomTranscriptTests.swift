import Execution
import FeltAPI
import Platform
import Recording
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite("Random transcripts")
struct RandomTranscriptTests {
  private static let environment = ProcessEnvironment.take(secrets: []).variables
  private static let count = environment["FELTSH_RANDOM_SESSIONS"].flatMap { Int($0) } ?? 200
  private static let first = environment["FELTSH_RANDOM_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(
    "A transcript of any session holds in workspaces with other ids, and has nothing to bring up to date",
    arguments: 0..<4)
  func holds(part: Int) throws {
    var problems: [String] = []
    var compared = 0
    for number in 0..<Self.count / 4 {
      let seed = Self.first &+ UInt64(number * 4 + part) &+ 5000
      let folder = try TemporaryFolder()
      var session = try RandomSession(seed: seed, folder: folder)
      session.shell.type("record \(folder.file("session.felt")) --transcript")
      // Most mistakes show in a short session, and a few in a long one.
      session.run(count: number.isMultiple(of: 10) ? 30 : 4 + number % 8)
      session.shell.type("record off")
      for world in UInt64(2)...4 {
        let (summary, messages) = try Self.test(folder.file("session.felt"), world, updates: world == 4)
        compared += summary.compared
        if summary.status != .success || summary.rewritten > 0 || messages.contains("warning") {
          let context = problems.isEmpty ? "\n\(try folder.read("session.felt"))\(session.lines)" : ""
          problems.append("seed \(seed), world \(world): \(messages)\(context)")
          break
        }
      }
      let text = try folder.read("session.felt")
      for secret in [RandomSession.secret, session.service.token.secret] where text.contains(secret) {
        problems.append("seed \(seed) has a secret")
      }
      if problems.count >= 3 { break }
    }
    #expect(problems == [])
    // Else there would be little to see.
    #expect(compared > Self.count * 5)
  }

  /// Tests a transcript in a world with ids of its own.
  static func test(
    _ file: String, _ world: UInt64, updates: Bool = false
  ) throws -> (summary: TranscriptSummary, messages: String) {
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: world)) { $0.assumesYes = true }
    return try test(file, shell, updates: updates)
  }

  /// Tests a transcript in a shell.
  static func test(
    _ file: String, _ shell: ShellHarness, updates: Bool = false
  ) throws -> (summary: TranscriptSummary, messages: String) {
    for match in try FileReader.text(of: file, limit: 8 << 20).matches(of: /--var (\w+)=…/) {
      shell.session.variables[String(match.1)] = Variable(.text(RandomSession.secret), definedBy: 0)
    }
    var options = TranscriptControl.Options()
    options.updates = updates
    options.isStrict = true
    let summary = TranscriptTest(shell.executor).run(files: [file], options)[0]
    return (summary, shell.screen.messageText)
  }
}
