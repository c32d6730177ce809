import Foundation
import TestSupport
import Testing

/// Transcripts on the command line.
@Suite struct TranscriptProgramTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func record() throws {
    let lines = "map = post /maps title=A\nget /maps/$map\ndelete /maps/$map\n"
    let run = try feltsh(
      ["--sandbox", "--record", "t.felt", "--transcript"], input: lines, directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
  }

  @Test("A recorded transcript holds in another world; what differs is told with its place, and the status is 1")
  func test() throws {
    try record()
    let good = try feltsh(["--sandbox", "--seed", "3", "test", "t.felt"], directory: folder.path)
    #expect(good.status == 0 && good.output == "" && good.error == "t.felt: 3 responses compared, ok\n")
    let text = try folder.read("t.felt")
    try folder.write(text.replacing("\"title\": \"A\"", with: "\"title\": \"B\""), to: "t.felt")
    let bad = try feltsh(["--sandbox", "test", "t.felt"], directory: folder.path)
    #expect(
      bad.status == 1 && bad.error.contains("t.felt:8:15: error: $.title has another value: expected \"B\", got \"A\""))
    #expect(bad.error.hasSuffix("t.felt: 3 responses compared, 2 differences\n"), "\(bad.error)")
    let both = try feltsh(["--sandbox", "test", "t.felt", "none.felt"], directory: folder.path)
    #expect(both.status == 2)
    let updated = try feltsh(["--sandbox", "test", "--update", "t.felt"], directory: folder.path)
    #expect(updated.status == 0, "\(updated.error)")
    #expect(try folder.read("t.felt") == text)
  }

  @Test("The transcript that help shows holds")
  func help() throws {
    let run = try feltsh(["help", "transcripts"], directory: folder.path)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let text = line.drop { $0 == " " }
      return text.firstRange(of: #/ {2,}/#).map { String(text[..<$0.lowerBound]) } ?? String(text)
    }
    let shown = lines.drop { !$0.hasPrefix("map =") }.prefix { !$0.isEmpty }
    #expect(shown.count == 9, "\(run.output)")
    try folder.write(shown.joined(separator: "\n") + "\n", to: "help.felt")
    let test = try feltsh(["--sandbox", "test", "help.felt"], directory: folder.path)
    #expect(test.status == 0 && test.error == "help.felt: 2 responses compared, ok\n", "\(test.error)")
  }

  @Test("--update is refused where CI is set")
  func ci() throws {
    try folder.write("get /user\n#> 200\n#> {}\n", to: "t.felt")
    let run = try feltsh(
      ["--sandbox", "test", "--update", "t.felt"], environment: ["CI": "true"], directory: folder.path)
    #expect(run.status == 2 && run.error.contains("CI is set"), "\(run.error)")
    #expect(try folder.read("t.felt") == "get /user\n#> 200\n#> {}\n")
  }

  @Test("--replay responds from a transcript, and what it has no response for is status 3 with the nearest")
  func replay() throws {
    try record()
    let text = "m = post /maps title=A\nexpect $.title == \"A\"\nget /maps/$m --select $.title\ndelete /maps/$m\n"
    try folder.write(text, to: "mine.felt")
    let run = try feltsh(["--replay", "t.felt", "run", "mine.felt"], directory: folder.path)
    #expect(run.status == 0 && run.output.hasSuffix("\"A\"\n"), "\(run.error)")
    let missing = try feltsh(["--replay", "t.felt", "-c", "get /maps/x"], directory: folder.path)
    #expect(missing.status == 3 && missing.error.contains("no response for GET /maps/x; the nearest is GET /maps/map0"))
    let refused = try feltsh(["--replay", "none.felt", "-c", "get /user"], directory: folder.path)
    #expect(refused.status == 2)
    let both = try feltsh(["--replay", "t.felt", "--sandbox", "-c", "get /user"], directory: folder.path)
    #expect(both.status == 2)
  }
}
