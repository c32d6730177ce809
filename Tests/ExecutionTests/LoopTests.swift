import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct LoopTests {
  @Test(
    "A loop goes through the rows of a CSV file, whatever is in them",
    arguments: [
      ("name,n\nA,1\nB,2\n", ["A", "B"]), ("\u{FEFF}name,n\r\nA,1\r\n\r\nB,2\r\n", ["A", "B"]),
      ("name;n\nA;1", ["A"]), ("n,name\n1,\"A, \"\"x\"\"\"\n2,\"a\nb\"\n", [#"A, \"x\""#, #"a\nb"#]),
      ("name\n\"\"\n", [""]), ("\"name\",\n\u{E9},\n", ["\u{E9}"]),
    ])
  func csv(text: String, titles: [String]) throws {
    let run = try ScriptFolder("for row in @sites.csv {\n  post /maps title=$row.name\n}", files: ["sites.csv": text])
    #expect(run.summary.status == .success, "\(run.told)")
    #expect(run.requests == titles.map { "/maps {\"title\":\"\($0)\"}" })
  }

  @Test(
    "A row that does not fit the header is an error with the file and the row, and the others run",
    arguments: [
      ("name,n\nA\nB,2\n", "row 1 of sites.csv, on line 2, has 1 column, and the header has 2", ["B"]),
      ("name,n\nA,1\nB,2,3\n", "row 2 of sites.csv, on line 3, has 3 columns, and the header has 2", ["A"]),
      ("name,n\nA,1\n\"B,2\nC,3\n", "the quote on line 3 of sites.csv is not closed", ["A"]),
    ])
  func badRows(text: String, message: String, titles: [String]) throws {
    let run = try ScriptFolder("for row in @sites.csv {\n  post /maps title=$row.name\n}", files: ["sites.csv": text])
    #expect(run.summary.status == .refused)
    #expect(run.told.contains("a.felt:1:1: error: \(message)"), "\(run.told)")
    #expect(run.requests == titles.map { "/maps {\"title\":\"\($0)\"}" })
  }

  @Test(
    "What can't be gone through is an error before the first item",
    arguments: [
      ("@x.csv", "x,x\n1,2", "two columns of x.csv are called x"), ("@x.json", "{}", "x.json is not a list"),
      ("@x.txt", "", "x.txt is not a file that a loop can go through"), ("@none.csv", "", "none.csv: no such file"),
      ("@../x.csv", "", "may not read outside of its own folder"),
      ("@/proc/version", "", "may not read outside of its own folder"),
      ("/proc/*", "", "may not read outside of its own folder"), ("../*", "", "may not read outside of its own folder"),
      ("$nope[*]", "", "there is no variable nope"),
    ])
  func unreadable(source: String, content: String, message: String) throws {
    let name = String(source.drop { $0 == "@" })
    let files = name.contains("/") || name.hasPrefix("$") || name.hasPrefix("none") ? [:] : [name: content]
    let run = try ScriptFolder("for x in \(source) {\n  get /user\n}", files: files)
    #expect(run.summary.status == .refused)
    #expect(run.told.contains(message), "\(run.told)")
    #expect(run.requests.isEmpty)
  }

  @Test("A loop goes through the elements of a list and through lines of JSON")
  func json() throws {
    let elements = try ScriptFolder(
      "for x in @x.json {\n  get /maps/$x\n}", files: ["x.json": #"[{"id": "a"}, "b", 3]"#])
    #expect(elements.requests == ["/maps/a", "/maps/b", "/maps/3"], "\(elements.told)")
    let lines = try ScriptFolder(
      "for x in @x.jsonl {\n  get /maps/$x.id\n}",
      files: ["x.jsonl": "{\"id\": \"a\"}\n\n{\"id\": 2}\r\nnope\n{\"id\":\"d\"}"])
    #expect(lines.requests == ["/maps/a", "/maps/2", "/maps/d"], "\(lines.told)")
    #expect(lines.told.contains("line 4 of x.jsonl is not JSON"))
  }

  @Test("A loop goes through the files that fit a pattern, by name, but not through hidden ones and folders")
  func files() throws {
    let run = try ScriptFolder(
      "for file in *.json {\n  post /maps title=$file data:=@$file\n}",
      files: ["b.json": "2", "a.json": "1", ".c.json": "3", "d.txt": "4"], configure: { $0.skipsValidation = true })
    #expect(
      run.requests == [#"/maps {"title":"a.json","data":1}"#, #"/maps {"title":"b.json","data":2}"#], "\(run.told)")
  }

  @Test("A link that leads out of a script's folder is refused, also by a pattern that fits it")
  func links() throws {
    let other = try TemporaryFolder()
    try other.write("secret", to: "x.json")
    let folder = try TemporaryFolder()
    try folder.link("x.json", to: other.file("x.json"))
    try folder.link("sub", to: other.path)
    for pattern in ["*.json", "sub/*.json", "*/x.json", "@x.json"] {
      try folder.write("for f in \(pattern) {\n  get /user\n}", to: "a.felt")
      let shell = try ShellHarness()
      #expect(ScriptRun(shell.executor).run(files: [folder.file("a.felt")]).status == .refused)
      #expect(shell.screen.messageText.contains("may not read outside"), "\(pattern): \(shell.screen.messageText)")
      #expect(shell.transport.requests.isEmpty)
    }
  }

  @Test("A loop goes through what a query finds, and through the elements of the one list that it finds")
  func queries() throws {
    let reply = ScriptedTransport.Reply(body: #"{"maps":[{"id":"a"},{"id":"b"}],"id":"p"}"#)
    for source in ["$p.maps[*]", "$p.maps", "$.maps[*]", "$_.maps"] {
      let run = try ScriptFolder("p = get /projects/p\nfor map in \(source) {\n  get /maps/$map\n}", [reply])
      #expect(run.requests == ["/projects/p", "/maps/a", "/maps/b"], "\(source): \(run.told)")
    }
  }

  @Test(
    "Where there is nothing, that is said and is not a failure",
    arguments: [
      ("data/*.geojson", "no file fits data/*.geojson"), ("@e.csv", "e.csv has no rows"),
      ("@e.json", "e.json has no rows"),
      ("$p.maps[*]", "nothing at $p.maps[*]"), ("$p.nope[*]", "nothing at $p.nope[*]"),
    ])
  func nothing(source: String, message: String) throws {
    let run = try ScriptFolder(
      "p = get /projects/p\nfor x in \(source) {\n  get /user\n}", files: ["e.csv": "name\n", "e.json": "[]"],
      [.init(body: #"{"maps":[]}"#)])
    #expect(run.summary.status == .success)
    #expect(run.told.contains(message), "\(run.told)")
    #expect(run.requests.count == 1)
  }

  @Test("The loop's variable and those first set inside end with the block; others keep what they were given")
  func scope() throws {
    let run = try ScriptFolder(
      """
      set row=before
      set count:=0
      for row in @a.csv {
        if $made {
          get /maps/leaked
        }
        set made=$row.n
        set count=$row.n
      }
      get /maps/$row-$count
      get /maps/$made
      """, files: ["a.csv": "n\n1\n2\n"])
    #expect(run.requests == ["/maps/before-2"])
    #expect(run.told.contains("there is no variable made"))
  }

  @Test("A failed item does not end a loop; the failed ones are listed, and the first failure is the status")
  func failures() throws {
    let run = try ScriptFolder(
      "for row in @a.csv {\n  get /maps/$row.n\n  get /user\n}\nget /user", files: ["a.csv": "n\nx\ny\nz\n"],
      [.init(), .init(), .init(status: 404), .init(), .init()])
    #expect(run.requests == ["/maps/x", "/user", "/maps/y", "/maps/z", "/user"])
    #expect(run.summary.status == .clientError)
    #expect(run.summary.failures == 1)
    #expect(run.summary.unreached == 2)
    #expect(run.told.contains("a.felt:1: 3 items, 1 failed\n"), "\(run.told)")
    #expect(run.told.contains("   2  y  failed   "), "\(run.told)")
    #expect(!run.told.contains("  1  x"))
  }

  @Test("With --verbose all items are listed")
  func verbose() throws {
    let run = try ScriptFolder(
      "for row in @a.csv {\n  get /maps/$row.n\n}", files: ["a.csv": "n\nx\ny\n"], [.init(status: 404), .init()],
      configure: { $0.isVerbose = true })
    #expect(run.told.contains("1  x  failed"), "\(run.told)")
    #expect(run.told.contains("2  y  ok"))
  }

  @Test(
    "A loop stops where going on makes no sense, and says where and why",
    arguments: [
      ([401], 1, .unauthorized, "item 1, 1: the token was refused, 4 not reached"),
      ([200, 0], 2, .noResponse, "item 2, 2: there was no response, 3 not reached"),
      ([500, 500, 500], 3, .serverError, "item 3, 3: 3 items in a row failed alike, 2 not reached"),
      ([500, 404, 500, 500], 5, .serverError, "5 items, 4 failed"),
    ] as [([Int], Int, Execution.ExitStatus, String)])
  func stops(statuses: [Int], count: Int, status: Execution.ExitStatus, message: String) throws {
    let replies = statuses.map { status in
      ScriptedTransport.Reply(
        status: status, error: status == 0 ? TransportError(.connectionLost("reset"), mayHaveHappened: true) : nil)
    }
    let run = try ScriptFolder(
      "for row in @a.csv {\n  get /maps/$row.n\n}", files: ["a.csv": "n\n1\n2\n3\n4\n5\n"], replies)
    #expect(run.requests.count == count)
    #expect(run.summary.status == status)
    #expect(run.told.contains(message), "\(run.told)")
  }

  @Test("--on-error stop ends a loop at its first failed item, and continue nothing")
  func errorPolicy() throws {
    let text = "for row in @a.csv {\n  get /maps/$row.n\n  get /user\n}\nget /user"
    let files = ["a.csv": "n\n1\n2\n"]
    let stopped = try ScriptFolder(text, files: files, [.init(status: 404)]) { $0.errorPolicy = .stop }
    #expect(stopped.requests == ["/maps/1"])
    #expect(stopped.told.contains("--on-error stop ends it"))
    let continued = try ScriptFolder(text, files: files, [.init(status: 404)]) { $0.errorPolicy = .continue }
    #expect(continued.requests == ["/maps/1", "/user", "/maps/2", "/user", "/user"])
    #expect(continued.summary.status == .clientError)
  }

  @Test("Loops stand in one another, and the failure inside is the outer item's")
  func nested() throws {
    let run = try ScriptFolder(
      "for a in @a.json {\n  for b in $a.list {\n    get /maps/$b\n  }\n  get /user\n}",
      files: ["a.json": #"[{"list":["x","y"],"name":"first"},{"list":["z"]}]"#], [.init(status: 404)])
    #expect(run.requests == ["/maps/x", "/maps/y", "/maps/z", "/user"])
    #expect(run.told.contains("1  first  failed"), "\(run.told)")
    #expect(run.told.contains("a.felt:1: 2 items, 1 failed"))
  }

  @Test("quit in a loop ends the script, and finally runs")
  func quit() throws {
    let run = try ScriptFolder(
      "for x in @a.json {\n  quit\n}\nget /user\nfinally {\n  get /maps/end\n}", files: ["a.json": "[1,2]"])
    #expect(run.requests == ["/maps/end"])
    #expect(run.summary.status == .success)
  }

  @Test("Control-C ends a loop after the request, runs finally in it and around it, and says where")
  func interrupted() throws {
    var isAsked = false
    let run = try ScriptFolder(
      """
      for x in @a.json {
        get /maps/$x
        get /user
        finally {
          get /maps/inner
        }
      }
      get /user
      finally {
        get /maps/outer
      }
      """, files: ["a.json": "[1,2,3]"],
      prepare: { shell in
        shell.executor.environment.takeInterruption = {
          defer { isAsked = isAsked || shell.transport.requests.count == 1 }
          return shell.transport.requests.count == 1 && !isAsked
        }
      })
    #expect(run.requests == ["/maps/1", "/maps/inner", "/maps/outer"])
    #expect(run.summary.status == .interrupted)
    #expect(
      run.told.contains("a.felt:1: 1 item, 1 failed; it ended at item 1, 1: interrupted, 2 not reached"), "\(run.told)")
  }

  @Test("A table of a million rows is read as it is needed")
  func longTable() throws {
    let folder = try TemporaryFolder()
    try folder.write("name,n\n" + String(repeating: "abcdefgh,12345678\n", count: 1_000_000), to: "a.csv")
    try folder.write("for row in @a.csv {\n  quit\n}", to: "a.felt")
    let shell = try ShellHarness()
    #expect(ScriptRun(shell.executor).run(files: [folder.file("a.felt")]).status == .success)
    #expect(shell.screen.messageText.contains("1 item, ok; it ended at item 1, abcdefgh: quit"))
  }

  @Test("A loop in a line that a person types goes on where they are, and may start programs")
  func typed() throws {
    let shell = try ShellHarness([.init(body: #"{"maps":[{"id":"a"},{"id":"b"}]}"#)], typed: [])
    #expect(shell.type("get /projects/p\nfor map in $.maps[*] {\n  get /maps/$map\n}") == .success)
    #expect(shell.transport.requests.map(\.path) == ["/projects/p", "/maps/a", "/maps/b"])
    #expect(shell.session.variables.isEmpty)
  }

  @Test("What a table says is compared with a number as a number")
  func numbers() throws {
    let run = try ScriptFolder(
      "for row in @a.csv {\n  if $row.n == 1 { get /maps/one }\n  if $row.n > 9 { get /maps/$row.n }\n}",
      files: ["a.csv": "n\n1\n10\nx\n"])
    #expect(run.requests == ["/maps/one", "/maps/10"], "\(run.told)")
  }

  @Test("A token anywhere in a block is refused before any of it runs")
  func token() throws {
    let shell = try ShellHarness(typed: [])
    let status = shell.type("if not $x {\n  get /user\n  post /maps title=\(shell.token)\n}")
    #expect(status == .refused)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.messageText.contains("there is a token in this line"))
  }
}
