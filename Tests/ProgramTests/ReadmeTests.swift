import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  private let readme = (try? String(contentsOfFile: repository + "/README.md", encoding: .utf8)) ?? ""

  /// The fenced blocks of a language, in order.
  private func blocks(_ language: String) -> [String] {
    readme.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test("The session that the README shows goes as it shows")
  func session() throws {
    let session = try #require(blocks("console").first)
    let commands = session.split(separator: "\n").filter { $0.hasPrefix("sandbox> ") }.map { String($0.dropFirst(9)) }
    #expect(commands.count > 4)
    let expected = session.split(separator: "\n").filter { !$0.hasPrefix("sandbox> ") }.map(String.init)
    let run = try feltsh(
      ["--sandbox", "--on-error", "continue", "--pretty"], input: commands.joined(separator: "\n") + "\n")
    let isMessage: (String) -> Bool = { $0.hasPrefix("error: ") || $0.hasPrefix("  ") }
    #expect(run.output.split(separator: "\n").map(String.init) == expected.filter { !isMessage($0) })
    #expect(run.error.split(separator: "\n").map(String.init) == expected.filter(isMessage))
  }

  @Test("The script that the README shows runs to its end")
  func script() throws {
    let script = try #require(blocks("").first { $0.contains("expect status 404") })
    let run = try feltsh(["--sandbox"], input: script)
    #expect(run.status == 0, "\(run.error)")
  }

  @Test("The transcript that the README shows holds, in any world")
  func transcript() throws {
    let folder = try TemporaryFolder()
    try folder.write(try #require(blocks("").first { $0.contains("#> 200") }) + "\n", to: "readme.felt")
    for seed in ["1", "2"] {
      let run = try feltsh(["--sandbox", "--seed", seed, "test", "readme.felt"], directory: folder.path)
      #expect(run.status == 0 && run.error == "readme.felt: 4 responses compared, ok\n", "\(run.error)")
    }
  }

  @Test("The uploads that the README shows run in the sandbox")
  func uploads() throws {
    let block = try #require(blocks("").first { $0.hasPrefix("layer = upload") })
    let lines = block.split(separator: "\n").map { line in
      String(line.prefix(upTo: line.firstRange(of: "  ")?.lowerBound ?? line.endIndex))
    }
    let folder = try TemporaryFolder()
    try folder.write(#"{"type":"Point","coordinates":[5,60]}"#, to: "roads.geojson")
    for ending in ["shp", "shx", "dbf"] { try folder.write("data", to: "roads." + ending) }
    let run = try feltsh(
      ["--sandbox"], input: (["map = post /maps title=A"] + lines).joined(separator: "\n") + "\n",
      directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
  }

  @Test("What the README finds, waits for and downloads is there in the sandbox")
  func downloads() throws {
    let block = try #require(blocks("").first { $0.hasPrefix("map = find") })
    let lines = block.split(separator: "\n").map { line in
      String(line.prefix(upTo: line.firstRange(of: "  ")?.lowerBound ?? line.endIndex))
    }
    let folder = try TemporaryFolder()
    let run = try feltsh(["--sandbox"], input: lines.joined(separator: "\n") + "\n", directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(folder.names.sorted() == ["shelters.csv", "shelters.geojson"])
  }

  @Test("The start-up file that the README shows can be read")
  func startup() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder(".config/feltsh")
    try folder.write(try #require(blocks("").first { $0.contains("alias zones") }), to: ".config/feltsh/rc")
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"], environment: ["HOME": folder.path], columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    #expect(!terminal.output.contains("error"))
    try terminal.type("alias zones\r")
    try terminal.waitForText("alias zones='get /maps/$map --select $.layers[*].name'")
  }

  @Test("Each item that the README shows is read")
  func items() throws {
    let folder = try TemporaryFolder()
    try folder.write("{}", to: "style.json")
    try folder.write("text", to: "notes.txt")
    try folder.write("{}", to: "body.json")
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let items = rows.flatMap {
      $0.split(separator: "|")[0].split(separator: "`").filter { $0.contains(where: "=:@{".contains) }
    }
    #expect(items.count >= 9)
    for item in items {
      let run = try feltsh(
        ["--sandbox", "--no-check", "--dry-run", "-c", "post /maps \(item)"], directory: folder.path)
      #expect(run.status == 0, "\(item): \(run.error)")
    }
  }

  @Test("The README's two commands are there, and the main one does its job")
  func commands() throws {
    #expect(blocks("sh").contains(".ci/setup && swift test"))
    let main = try #require(blocks("sh").first { $0.hasPrefix(".ci/setup && swift run -c release feltsh ") })
    let arguments = main.split(separator: " ").drop { $0 != "feltsh" }.dropFirst().map(String.init)
    #expect(arguments == ["--sandbox", "run", "examples/first-map.felt"])
    #expect(try feltsh(arguments, directory: repository).status == 0)
  }
}
