import Execution
import FeltAPI
import ShellHarness
import TestSupport
import Testing

@Suite struct LongRecordingTests {
  private static let count = 4_000

  /// 22 letters and digits, another for each number.
  private static func identifier(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "a", count: 22 - digits.count) + digits
  }

  private static let replies = (0..<count).map { number in
    ScriptedTransport.Reply(body: #"{"id":"\#(identifier(number / 2 * 2))","type":"map","title":"Map \#(number)"}"#)
  }

  // A step that cost more the longer the recording is would make this take minutes.
  @Test("Each of 4,000 steps adds its lines to the end of the file, which is not rewritten")
  func appends() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness(Self.replies, typed: [])
    shell.type("record \(folder.file("long.felt"))")
    let number = folder.fileNumber("long.felt")
    for step in 0..<Self.count {
      shell.type(step % 2 == 0 ? "post /maps title=A" : "post /maps/\(Self.identifier(step - 1))/update title=B")
    }
    #expect(folder.fileNumber("long.felt") == number)
    let lines = try folder.read("long.felt").split(separator: "\n")
    #expect(lines.count == 1 + Self.count * 2)
    #expect(
      lines[1...4] == [
        "map = post /maps title=A", "expect status 200", "post /maps/$map.id/update title=B", "expect status 200",
      ])
    shell.type("record off")
    let names = Set(try folder.read("long.felt").matches(of: /(?m)^(\w+) = post/).map { String($0.1) })
    #expect(names.count == Self.count / 2, "each map has a name of its own")
  }

  @Test("A name that is given again and again, while what it was before is still used, costs no rewrite each time")
  func renames() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness(Self.replies, typed: [])
    shell.type("record \(folder.file("long.felt"))")
    var numbers: Set<UInt64?> = []
    for step in 0..<2000 {
      shell.type(
        step % 2 == 0 ? "m = post /maps title=A" : "post /maps/\(Self.identifier(max(0, step - 3)))/update title=B")
      if step >= 200 { numbers.insert(folder.fileNumber("long.felt")) }
    }
    // A file number can come back; the rewrites grow further apart, so that there are few.
    #expect(numbers.count < 20)
    let killed = try folder.read("long.felt")
    shell.type("record off")
    let ended = try folder.read("long.felt")
    // What a killed recording leaves runs too; a part that came late has its value there.
    for text in [killed, ended] {
      let replay = try ShellHarness(Self.replies)
      #expect(replay.run(text).status == .success)
      #expect(replay.transport.requests.map(\.path) == shell.transport.requests.map(\.path))
    }
    #expect(killed.contains(/set m\d+=a+\d+/))
    #expect(!ended.contains(/set m\d+=a+\d+/))
  }
}
