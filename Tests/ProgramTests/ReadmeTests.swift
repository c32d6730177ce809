import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  private let readme: Readme

  init() throws {
    readme = try Readme()
  }

  private func blocks(_ language: String) -> [String] { readme.blocks(language) }

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
        /#(?:els)?if !?(?:canImport\((?:Glibc|Darwin)\)|os\(|defined\(__(?:linux|APPLE)).*\n(?!(?:\w+ )?import )/
      guard source.contains(conditions) else { continue }
      count += 1
      #expect(text.contains("](../Sources/\(file))"), "\(file)")
    }
    #expect(count >= 5)
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
    #expect(blocks("sh").contains(".ci/setup && swift test"))
    let main = try #require(blocks("sh").first { $0.hasPrefix(".ci/setup && swift run -c release feltsh ") })
    let arguments = main.split(separator: " ").drop { $0 != "feltsh" }.dropFirst().map(String.init)
    #expect(arguments == ["--sandbox", "run", "examples/first-map.felt"])
    #expect(try feltsh(arguments, directory: repository).status == 0)
  }
}
