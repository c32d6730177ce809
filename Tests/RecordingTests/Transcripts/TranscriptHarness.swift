import Execution
import FeltAPI
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// Transcripts that are tested against responses of the test's own.
struct TranscriptHarness {
  let folder: TemporaryFolder
  let shell: ShellHarness

  init(_ replies: [ScriptedTransport.Reply], environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    shell = try ShellHarness(replies) { options in
      options.assumesYes = true
      options.environment = environment
    }
  }

  /// With responses of whatever kind.
  init(transport: any Transport) throws {
    folder = try TemporaryFolder()
    shell = try ShellHarness([]) { $0.assumesYes = true }
    shell.executor.environment.client = APIClient(transport)
  }

  /// Tests a transcript.
  @discardableResult
  func test(_ text: String, strict: Bool = false, updates: Bool = false) throws -> TranscriptSummary {
    try folder.write(text, to: "t.felt")
    return test(strict: strict, updates: updates)
  }

  /// Tests the transcript that is there.
  func test(strict: Bool = false, updates: Bool = false) -> TranscriptSummary {
    var options = TranscriptControl.Options()
    options.isStrict = strict
    options.updates = updates
    return TranscriptTest(shell.executor).run(files: [folder.file("t.felt")], options)[0]
  }

  /// What is there now.
  var text: String {
    get throws { try folder.read("t.felt") }
  }

  /// What was told, without the folder's name.
  var messages: String { shell.screen.messageText.replacing(folder.path + "/", with: "") }

  /// What a response that is `actual` is told to differ in from a transcript that says `expected`.
  static func differences(_ expected: String, _ actual: String, strict: Bool = false) throws -> [String] {
    try differences("#> 200\n" + lines(expected), .init(body: actual), strict: strict)
  }

  /// The same for all that a transcript says, of a response that is in memory as a whole or isn't.
  static func differences(
    _ lines: String, _ reply: ScriptedTransport.Reply, strict: Bool = false
  ) throws -> [String] {
    let told = try [false, true].map { isLong in
      let harness = try TranscriptHarness([reply, .init()])
      if isLong { harness.shell.session.retainedBodyLimit = 0 }
      try harness.test("get /user\n\(lines)get /user\n", strict: strict)
      return harness.messages.matches(of: /(?m)error: (.*)$/).map { String($0.1) }
    }
    #expect(told[0] == told[1])
    return told[0]
  }

  /// The lines of a transcript that say something.
  static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "#> \($0)\n" }.joined()
  }

  /// What becomes of what a transcript says when it is brought up to date.
  static func updated(_ expected: String, _ actual: String, strict: Bool = false) throws -> String {
    let harness = try TranscriptHarness([.init(body: actual), .init(body: actual), .init(body: actual)])
    try harness.test("get /user\n#> 200\n" + lines(expected), strict: strict, updates: true)
    let text = try harness.text
    // Then it holds, and updating it again changes nothing.
    let again = harness.test(strict: strict)
    guard again.status == .success else { return "it does not hold then: \(text)\n\(harness.messages)" }
    _ = harness.test(strict: strict, updates: true)
    guard try harness.text == text else { return "it changes again: \(try harness.text)" }
    return text.split(separator: "\n").dropFirst(2).map { String($0.dropFirst(3)) }.joined(separator: "\n")
  }
}
