import CommandLanguage
import Execution
import Foundation
import LineEditing
import Presentation
import Prompt
import ShellHarness
import TestSupport
import Testing

@Suite struct FileCompletionTests {
  private let folder: TemporaryFolder
  private let shell: ShellHarness

  init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    for name in ["roads.geojson", "road map.json", ".hidden", "it's", "style.json"] {
      try "{}".write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(atPath: folder.path + "/my data", withIntermediateDirectories: true)
    try "1".write(toFile: folder.path + "/my data/a", atomically: true, encoding: .utf8)
    shell = try ShellHarness(typed: []) { $0.environment = ["HOME": folder.path] }
  }

  private func complete(_ line: String) -> [String] {
    let line = line.replacing("%", with: folder.path)
    let list = shell.completer.complete(line, line.utf8.count)
    return list.candidates.map {
      (String(decoding: Array(line.utf8)[..<list.range.lowerBound], as: UTF8.self) + $0.replacement)
        .replacing(folder.path, with: "%")
    }
  }

  @Test(
    "Files are completed wherever a command takes one",
    arguments: [
      "source ", "record ", "save ", "login --token-file ", "get /maps > ", "get /maps >",
      "get /maps >> ", "post /maps @", "post /maps style:=@", "post /maps description=@", "show @", "table @",
      "diff $a @", "set x=@", "upload ", "upload a.csv ", "refresh $layer ", "create_map @", "export curl post /maps @",
    ])
  func places(command: String) {
    #expect(complete(command + "%/sty") == [command + "%/style.json"])
  }

  @Test(
    "No file is looked for where none is meant", arguments: ["get %/sty", "create_map a%/sty", "expect $.a == @%/s"])
  func elsewhere(line: String) {
    #expect(complete(line).isEmpty)
  }

  @Test(
    "Spaces and quotes are written so that they can be read, and folders are gone into",
    arguments: [
      ("source %/road", ["source %/road\\ map.json", "source %/roads.geojson"]),
      ("source %/road\\ ", ["source %/road\\ map.json"]), ("source '%/road ", ["source '%/road map.json"]),
      ("source \"%/it", ["source \"%/it's"]), ("source %/it", ["source %/it\\'s"]),
      ("source %/my", ["source %/my\\ data/"]),
      ("source %/my\\ data/", ["source %/my\\ data/a"]), ("source \"%/my data/", ["source \"%/my data/a"]),
      ("source %/.h", ["source %/.hidden"]), ("source ~", ["source ~/"]), ("source ~/sty", ["source ~/style.json"]),
      ("source ~/my\\ data/", ["source ~/my\\ data/a"]), ("source %/nothing/", []),
    ])
  func names(line: String, completed: [String]) {
    #expect(complete(line) == completed)
  }

  @Test("Hidden files are listed only when they are asked for")
  func hidden() {
    #expect(complete("source %/").count == 5)
  }

  @Test("A file's name may begin with ~, but not in quotes")
  func home() throws {
    #expect(shell.run("show @~/style.json\nset x:=@~/my\\ data/a").status == .success)
    #expect(shell.run("get /user > ~/out.json").status == .success)
    #expect(try folder.read("out.json") == "{}")
    #expect(shell.run("source '~/style.json'").status == .refused)
  }
}
