import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Platform
import Presentation
import Prompt
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct OutputTests {
  private let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","n":1.10,"big":1e400,"list":[{"a":1},{"a":2,"b":"x\ty"}],"e":{}}"#
  private let terminal = ScreenTraits(isTerminal: true, width: 60)

  @Test("On a terminal JSON is laid out in the server's order with the server's digits")
  func laidOut() throws {
    let shell = try ShellHarness([.init(body: map)], output: terminal)
    shell.run("get /user")
    #expect(
      shell.screen.writtenText == """
        {
          "id": "AbCdEfGhIjKlMnOpQrStUv",
          "n": 1.10,
          "big": 1e400,
          "list": [
            {
              "a": 1
            },
            {
              "a": 2,
              "b": "x\\ty"
            }
          ],
          "e": {}
        }

        """)
  }

  @Test("A file gets the server's bytes, and keeps what it had when the request fails")
  func files() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.json"
    let shell = try ShellHarness([.init(body: map), .init(status: 500, body: "no"), .init(body: "more")])
    #expect(shell.run("get /user > '\(path)'").status == .success)
    #expect(try FileReader.text(of: path) == map)
    #expect(shell.screen.written.isEmpty)
    #expect(shell.run("get /user > '\(path)'").status == .serverError)
    #expect(try FileReader.text(of: path) == map)
    #expect(shell.run("get /user >> '\(path)'").status == .success)
    #expect(try FileReader.text(of: path) == map + "more")
  }

  @Test("A program is started for a person, and for a script only where that is allowed")
  func programs() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.json"
    let refused = try ShellHarness([.init(body: map)])
    #expect(refused.run("get /user | cat > '\(path)'").status == .refused)
    let allowed = try ShellHarness([.init(body: map)]) { $0.allowsShell = true }
    #expect(allowed.run("get /user | cat > '\(path)'").status == .success)
    #expect(try FileReader.text(of: path) == map)
  }

  @Test("--select shows what a JSONPath finds")
  func select() throws {
    let shell = try ShellHarness([.init(body: map)])
    #expect(shell.run("get /user --select $.list[*].a").status == .success)
    #expect(shell.screen.writtenText == "1\n2\n")
  }

  @Test("Each value that a path finds has a line of its own, an empty text too")
  func lines() throws {
    let shell = try ShellHarness([.init(body: #"["a","",1,{"b":[]}]"#)])
    shell.run("get /user > /dev/null\nshow $[*] --raw")
    #expect(shell.screen.writtenText == "a\n\n1\n{\"b\":[]}\n")
    shell.screen.clear()
    shell.run("show $[*]")
    #expect(shell.screen.writtenText == "\"a\"\n\"\"\n1\n{\"b\":[]}\n")
  }

  @Test("--table is a table on a terminal and TSV elsewhere")
  func table() throws {
    let redirected = try ShellHarness([.init(body: map)])
    redirected.run("get /user\nshow $.list --table a,b")
    #expect(redirected.screen.writtenText.hasSuffix("a\tb\n1\t\n2\tx\\ty\n"))
    let seen = try ShellHarness([.init(body: #"[{"id":"1","title":"Å"},{"id":"2","title":"日本"}]"#)], output: terminal)
    seen.run("get /projects --table")
    #expect(seen.screen.writtenText == "id  title\n1   Å\n2   日本\n")
  }

  @Test("Binary is not printed to a terminal")
  func binary() throws {
    let shell = try ShellHarness(
      [.init(body: "\u{1}\u{2}", headers: [.contentType: "application/octet-stream"])], output: terminal)
    #expect(shell.run("get /user").status == .success)
    #expect(shell.screen.written.isEmpty)
    #expect(shell.screen.messageText.contains("> FILE"))
  }

  @Test("A response that stops being JSON is shown up to there, with line and column")
  func brokenJSON() throws {
    let shell = try ShellHarness([.init(body: "{\"a\": 1,\n oops}")], output: terminal)
    shell.run("get /user")
    #expect(shell.screen.writtenText.hasPrefix("{\n  \"a\": 1,"))
    #expect(shell.screen.messageText.contains("line 2, column 2"))
  }

  @Test("show reads a JSON file, and a part of it")
  func showFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/map.json"
    try FileWriter.write(Array(map.utf8), to: path)
    let shell = try ShellHarness(token: nil)
    #expect(shell.run("show $.list[1].b '@\(path)'").status == .refused)
    shell.screen.clear()
    #expect(shell.run("show $.list[1].b @'\(path)'").status == .success)
    #expect(shell.screen.writtenText == "\"x\\ty\"\n")
  }

  @Test("why says where each part of the last request came from")
  func why() throws {
    let shell = try ShellHarness()
    shell.run("post /maps title=A lat=1\nwhy")
    #expect(shell.screen.writtenText.contains("POST https://felt.com/api/v2/maps  ← create_map: "))
    #expect(shell.screen.writtenText.contains("Authorization: Bearer felt_pat_…I3f8  ← the token, from FELT_API_TOKEN"))
    #expect(shell.screen.writtenText.contains("lat=1  ← lat as number"))
  }

  @Test("A curl command becomes a command of this shell, without its token")
  func importCurl() throws {
    let shell = try ShellHarness()
    let curl =
      #"import curl -L -X POST 'https://felt.com/api/v2/maps' -H 'Authorization: Bearer felt_pat_abcdefghijk' --json '{"title": "My newly created map", "lat": 1.0}'"#
    #expect(shell.run(curl).status == .success)
    #expect(shell.screen.writtenText == "post /maps title=\"My newly created map\" lat:=1.0\n")
    #expect(!shell.screen.messageText.contains("abcdefghijk"))
    #expect(shell.run("import curl -u a:b https://felt.com/api/v2/user").status == .refused)
  }

  @Test(
    "A title or a detail of any length is told in a few lines",
    arguments: ["\\n", "\\r\\n", "\\u001b", "\\u202e", "\\u0301", "\\ud83d\\ude00", "e\\u0301", " "])
  func longTexts(piece: String) throws {
    let text = String(repeating: piece, count: 60_000)
    let error = #"{"errors":[{"title":"\#(text)","detail":"\#(text)"}]}"#
    let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","type":"map","title":"\#(text)","layers":[]}"#
    let replies = [(422, error), (200, map), (200, map), (200, "[\(map)]")]
    let shell = try ShellHarness(
      replies.map { .init(status: $0.0, body: $0.1) }, typed: [], output: ScreenTraits(isTerminal: true, width: 80))
    shell.type("get /user")
    #expect(shell.screen.messageText.utf8.count < 20_000)
    shell.type("cd /maps/AbCdEfGhIjKlMnOpQrStUv")
    shell.type("m = get /maps/AbCdEfGhIjKlMnOpQrStUv --table title,id")
    shell.type("vars")
    shell.type("ls /projects")
    shell.type("pwd")
    #expect(shell.transport.requests.count == 4)
    #expect(shell.screen.messageText.utf8.count < 60_000)
  }
}
