import Execution
import FeltAPI
import Platform
import Recording
import ShellHarness
import Terminal
import TestSupport
import Testing

/// A transcript in which one thing is changed no longer holds.
@Suite("Mutated transcripts")
struct TranscriptMutationTests {
  /// What can be changed on a line: a status, the name of a member, or a literal value.
  private struct Target {
    let range: Range<String.Index>
    let kind: Kind
  }

  private enum Kind: String {
    case status, name, string, number, literal, container
  }

  @Test("Any change of a status, a name, a value or its type is found: 640 changes", arguments: 0..<8)
  func mutations(part: Int) throws {
    var random = SeededRandom(UInt64(900 + part))
    let folder = try TemporaryFolder()
    var session = try RandomSession(seed: UInt64(7000 + part), folder: folder)
    session.shell.type("record \(folder.file("session.felt")) --transcript")
    session.run(count: 16)
    session.shell.type("record off")
    let text = try folder.read("session.felt")
    let targets = Self.targets(in: text)
    #expect(targets.count > 60)
    // The other world is asked once: a change of what is expected changes nothing that is sent.
    let shell = try ShellHarness(sandbox: RandomSession.service(seed: 3)) { $0.assumesYes = true }
    let world = CapturingTransport(shell.executor.environment.client.transport)
    shell.executor.environment.client = APIClient(world)
    #expect(try RandomTranscriptTests.test(folder.file("session.felt"), shell).summary.status == .success)
    var missed: [String] = []
    var kinds: [String: Int] = [:]
    for number in 0..<80 {
      let target = random.one(of: targets)
      var mutated = text
      let replacement = Self.mutation(of: text[target.range], target.kind, &random)
      mutated.replaceSubrange(target.range, with: replacement)
      let (summary, messages) = try Self.test(mutated, folder, world.replies, areLong: number.isMultiple(of: 2))
      kinds[target.kind.rawValue, default: 0] += 1
      guard summary.status != .expectationFailed || summary.differences == 0 else { continue }
      let line = text[..<target.range.lowerBound].count { $0 == "\n" } + 1
      missed.append("line \(line): \(text[target.range]) became \(replacement): \(messages)")
    }
    #expect(missed == [])
    #expect(kinds.count >= 4, "\(kinds)")
  }

  private static func test(
    _ text: String, _ folder: TemporaryFolder, _ replies: [ScriptedTransport.Reply], areLong: Bool
  ) throws -> (summary: TranscriptSummary, messages: String) {
    try folder.write(text, to: "mutated.felt")
    let shell = try ShellHarness(replies) { $0.assumesYes = true }
    // Half of the changes are looked for in responses that are not in memory as a whole.
    if areLong { shell.session.retainedBodyLimit = 0 }
    return try RandomTranscriptTests.test(folder.file("mutated.felt"), shell)
  }

  private static func targets(in text: String) -> [Target] {
    var targets: [Target] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("#> ") else { continue }
      if let status = line.wholeMatch(of: #/#> (\d{3})( .*)?/#) {
        targets.append(Target(range: status.1.startIndex..<status.1.endIndex, kind: .status))
        continue
      }
      for match in line.matches(
        of: #/("(?:[^"\\]|\\.)*")(\s*:)?|<\w+(?::\w+)?>|-?\d[0-9.eE+-]*|true|false|null|\{\}|\[\]/#)
      {
        let range = match.range
        if match.2 != nil, let name = match.1 {
          targets.append(Target(range: name.startIndex..<name.endIndex, kind: .name))
        } else if match.1 != nil {
          targets.append(Target(range: range, kind: .string))
        } else if "<".contains(line[range.lowerBound]) {
          continue
        } else if "{[".contains(line[range.lowerBound]) {
          targets.append(Target(range: range, kind: .container))
        } else if "tfn".contains(line[range.lowerBound]) {
          targets.append(Target(range: range, kind: .literal))
        } else {
          targets.append(Target(range: range, kind: .number))
        }
      }
    }
    return targets
  }

  private static func mutation(of text: Substring, _ kind: Kind, _ random: inout SeededRandom) -> String {
    switch kind {
    case .status: return text == "200" ? random.one(of: ["201", "404"]) : "200"
    case .name: return "\"mutated \(text.dropFirst())"
    case .string:
      switch random.below(4) {
      case 0: return "\"Z\(text.dropFirst())"
      case 1: return "\(text.dropLast())Z\""
      case 2: return random.one(of: ["7", "null", "true", "[]", "<number>"])
      default: return "\"another text\""
      }
    case .number:
      return random.one(of: [
        "1\(text.drop { $0 == "-" })", "1234.5", "\"\(text)\"", "null", "{}",
      ])
    case .literal:
      return random.one(of: [text == "true" ? "false" : "true", "0", "\"\(text)\""])
    case .container: return random.one(of: [text == "{}" ? "[]" : "{}", text == "{}" ? "{\"a\": 1}" : "[1]", "null"])
    }
  }
}
