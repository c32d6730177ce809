import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  private let readme: Readme

  init() throws {
    readme = try Readme()
  }

  /// The blocks that the tests below run, each by something that only it has.
  private enum Shown: String, CaseIterable {
    case mainJob = ".ci/setup && swift run"
    case test = ".ci/setup && swift test"
    case starting = "feltsh run FILE..."
    case asking = "create_map title=A "
    case uploads = "layer = upload"
    case downloads = "map = find map"
    case script = "expect status 404"
    case blocks = "for row in @sites.csv"
    case transcript = "#> 200"
    case startup = "alias zones"
  }

  private func block(_ shown: Shown) throws -> String {
    try #require(readme.blocksBesideTutorial.first { $0.contains(shown.rawValue) })
  }

  /// The commands of a block whose lines end in an explanation.
  private func commands(_ shown: Shown) throws -> [String] {
    try block(shown).split(separator: "\n").map { line in
      String(line.prefix(upTo: line.firstRange(of: "  ")?.lowerBound ?? line.endIndex))
    }
  }

  @Test("Each block of the README is one that a test runs")
  func coverage() {
    let blocks = readme.blocksBesideTutorial.filter { !$0.hasPrefix("flowchart") }
    #expect(blocks.count == Shown.allCases.count)
    for block in blocks { #expect(Shown.allCases.count { block.contains($0.rawValue) } == 1, "\(block)") }
  }

  @Test(
    "Each file and folder that the documents link to is there", arguments: ["README.md", ".github/CONTRIBUTING.md"])
  func links(document: String) throws {
    let path = repository + "/" + document
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let folder = URL(filePath: path).deletingLastPathComponent()
    let links = text.matches(of: /\]\(([^):#]+)\)/).map { String($0.output.1) }
    #expect(links.count > 4)
    for link in links {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(link)")
    }
  }

  @Test("Each file that differs between Linux and macOS in more than what it imports is listed")
  func conditionals() throws {
    let text = try String(contentsOfFile: repository + "/.github/CONTRIBUTING.md", encoding: .utf8)
    let files = FileManager.default.enumerator(atPath: repository + "/Sources")?.compactMap { $0 as? String } ?? []
    var count = 0
    for file in files where file.hasSuffix(".swift") || file.hasSuffix(".c") {
      let source = try String(contentsOfFile: repository + "/Sources/" + file, encoding: .utf8)
      let conditions =
        /#(?:(?:els)?if !?(?:canImport\((?:Glibc|Darwin)\)|os\(|defined\(__(?:linux|APPLE))|ifn?def __(?:linux|APPLE)).*\n(?!(?:\w+ )?import )/
      guard source.contains(conditions) else { continue }
      count += 1
      #expect(text.contains("](../Sources/\(file))"), "\(file)")
    }
    #expect(count >= 5)
  }

  @Test("The script that the README shows runs to its end")
  func script() throws {
    let run = try feltsh(["--sandbox"], input: try block(.script))
    #expect(run.status == 0, "\(run.error)")
  }

  @Test("The transcript that the README shows holds, in any world")
  func transcript() throws {
    let folder = try TemporaryFolder()
    try folder.write(try block(.transcript) + "\n", to: "readme.felt")
    for seed in ["1", "2"] {
      let run = try feltsh(["--sandbox", "--seed", seed, "test", "readme.felt"], directory: folder.path)
      #expect(run.status == 0 && run.error == "readme.felt: 4 responses compared, ok\n", "\(run.error)")
    }
  }

  @Test("The uploads that the README shows run in the sandbox")
  func uploads() throws {
    let lines = try commands(.uploads)
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
    let lines = try commands(.downloads)
    let folder = try TemporaryFolder()
    let run = try feltsh(["--sandbox"], input: lines.joined(separator: "\n") + "\n", directory: folder.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(folder.names.sorted() == ["shelters.csv", "shelters.geojson"])
  }

  @Test("The start-up file that the README shows can be read")
  func startup() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder(".config/feltsh")
    try folder.write(try block(.startup), to: ".config/feltsh/rc")
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
    let rows = readme.text.split(separator: "\n").filter { $0.hasPrefix("| `") }
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
    #expect(try block(.test) == ".ci/setup && swift test")
    let arguments = try block(.mainJob).split(separator: " ").drop { $0 != "feltsh" }.dropFirst().map(String.init)
    #expect(arguments == ["--sandbox", "run", "examples/first-map.felt"])
    #expect(try feltsh(arguments, directory: repository).status == 0)
  }

  @Test("The ways to start that the README shows are there")
  func starting() throws {
    for command in try commands(.starting).dropFirst() {
      let words = command.split(separator: " ").dropFirst().map(String.init)
      let arguments =
        words[0] == "-c"
        ? ["--sandbox", "-c", words.dropFirst().joined(separator: " ").replacing("'", with: "")]
        : words[0] == "help" ? words : [words[0], "--help"]
      let run = try feltsh(arguments)
      #expect(run.status == 0 && run.error.isEmpty && !run.output.isEmpty, "\(command): \(run.error)")
    }
  }

  @Test("The requests that the README shows can be typed")
  func asking() throws {
    var lines = try commands(.asking)
    for method in lines.removeFirst().split(separator: " ")[0].split(separator: "|") {
      let run = try feltsh(["--sandbox", "--yes", "--no-check", "-c", "\(method) /user --dry-run"])
      #expect(run.status == 0 && run.output.contains("/user"), "\(method): \(run.error)")
    }
    #expect(try feltsh(["--sandbox"], input: lines.joined(separator: "\n") + "\n").status == 0)
  }

  @Test("The loop that the README shows can be checked and run")
  func loop() throws {
    let folder = try TemporaryFolder()
    let project = try feltsh(["--sandbox", "-c", "get /projects --select $[1].id"]).output.filter { $0 != "\"" }
    try folder.write("title,project\nA,\nB,\(project)\nC,\n", to: "sites.csv")
    try folder.write(try block(.blocks) + "\n", to: "sites.felt")
    let check = try feltsh(["check", "sites.felt"], directory: folder.path)
    #expect(check.status == 0, "\(check.error)")
    let run = try feltsh(["--sandbox", "run", "sites.felt"], directory: folder.path)
    #expect(run.status == 0 && run.error.contains("3 items, ok"), "\(run.error)")
    #expect(folder.names.sorted() == ["A.json", "C.json", "sites.csv", "sites.felt"])
  }

  @Test("The README counts the operations as they are")
  func operations() throws {
    let count = try feltsh(["-c", "help operations"]).output.split(separator: "\n").count { $0.hasPrefix("  ") }
    let numbers = readme.text.matches(of: /(\d+) operations/).compactMap { Int($0.output.1) }
    #expect(numbers.count >= 2 && numbers.allSatisfy { $0 == count }, "\(count)")
  }
}
