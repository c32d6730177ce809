import CommandLanguage
import Execution
import FeltAPI
import Foundation
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// A script is text from elsewhere, and may do no more than it needs.
@Suite struct TrustTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("scripts")
    try folder.write("{\"title\": \"out\"}", to: "secret.json")
    try folder.write("{\"title\": \"in\"}", to: "scripts/body.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/scripts/link.json", withDestinationPath: folder.path + "/secret.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/scripts/away", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/scripts/nowhere", withDestinationPath: folder.path + "/new")
  }

  @Test(
    "A script is refused what it is not trusted with, and nothing is sent",
    arguments: [
      "base-url https://elsewhere.example/api/v2", "get https://elsewhere.example/api/v2/user", "login --env",
      "login --token-file t", "logout", "post /maps @%/secret.json", "post /maps @../secret.json",
      "post /maps @link.json", "post /maps @away/secret.json", "post /maps description=@../secret.json",
      "set x:=@../secret.json", "show @/proc/self/environ", "show @../secret.json", "source ../other.felt",
      "diff @../secret.json @body.json", "get /user > ../out", "get /user >> %/out", "get /user > nowhere",
      "get /user > away/out", "get /user > away/\u{301}out", "get /user > ~/x", "record ../r.felt", "get /user | cat",
      "open /maps/x",
      "get /user > ${title}",
    ])
  func refused(line: String) throws {
    let before = folder.names
    let shell = try ShellHarness(variables: ["title": "../evil"])
    let text = line.replacing("%", with: folder.path)
    // What a variable holds is known only when the line runs.
    let early = line.contains("$") ? "" : "post /maps title=Early\n"
    for script in [early + text, early + "if $title {\n  \(text)\n}"] {
      #expect(shell.run(script, name: folder.path + "/scripts/a.felt").status == .refused, "\(script)")
      #expect(shell.transport.requests.map(\.path) == [], "\(script)")
    }
    #expect(shell.session.builder.token != nil)
    #expect(folder.names == before)
  }

  @Test("Files in the script's own folder are read and written, by their names from there")
  func ownFiles() throws {
    let shell = try ShellHarness()
    let script = "post /maps @body.json\nget /user > out.json\nget /user > /dev/null\nshow @body.json"
    #expect(shell.run(script, name: folder.path + "/scripts/a.felt").status == .success, "\(shell.screen.messageText)")
    #expect(try folder.read("scripts/out.json") == "{}")
  }

  @Test("What a person types themselves is not restricted")
  func typed() throws {
    let shell = try ShellHarness(typed: [])
    #expect(shell.type("post /maps @\(folder.path)/secret.json\nget /user > \(folder.path)/out") == .success)
    #expect(try folder.read("out") == "{}")
  }

  @Test("An alias that a script defined may do no more than the script when a person uses it")
  func alias() throws {
    try folder.write("alias go='get /user | touch \(folder.path)/made; cat >/dev/null'", to: "scripts/a.felt")
    let shell = try ShellHarness(typed: [])
    #expect(shell.type("source \(folder.path)/scripts/a.felt") == .success)
    #expect(shell.type("go") == .refused)
    #expect(!folder.names.contains("made"))
  }

  @Test(
    "A text of a response adds no folder, no hidden name and no control character to a file's name",
    arguments: [
      ("../evil", "_._evil"), ("/etc/x", "_etc_x"), (".profile", "_profile"), ("-rf", "_rf"), ("a\u{1B}b\nc", "a_b_c"),
      ("~/x", "__x"),
    ])
  func fileNames(title: String, name: String) throws {
    let body = String(decoding: try JSONEncoder().encode(["title": title]), as: UTF8.self)
    let shell = try ShellHarness([.init(body: body), .init()], typed: [])
    #expect(shell.type("m = get /user\nget /user > \(folder.path)/scripts/$m.title") == .success)
    #expect(folder.names(in: "scripts").contains(name))
  }

  @Test("A script that deletes what it did not make needs --yes, and is refused before it sends anything")
  func deletions() throws {
    let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv"}"#
    let foreign = [
      "post /maps title=A\ndelete /maps/abc", "map = get /maps/abc\ndelete /maps/$map",
      "map = post /maps title=A\nmap = get /maps/abc\ndelete /maps/$map", "delete_map ${map:-abc}",
    ]
    for script in foreign {
      let shell = try ShellHarness([.init(body: map), .init(body: map)])
      #expect(shell.run(script, name: "a.felt").status == .refused, "\(script)")
      #expect(shell.transport.requests.isEmpty)
      let sure = try ShellHarness([.init(body: map), .init(body: map)]) { $0.assumesYes = true }
      #expect(sure.run(script, name: "a.felt").status == .success, "\(script)")
    }
    let own = try ShellHarness([.init(body: map)])
    #expect(own.run("map = post /maps title=A\ndelete /maps/$map\n", name: "a.felt").status == .success)
    #expect(own.transport.requests.map(\.method) == [.post, .delete])
  }
}
