import Execution
import HTTPTypes
import Presentation
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What is shown, how, and where it goes are independent of one another.
@Suite struct FormatTests {
  private let list = #"[{"id":"1","name":"a, \"b\"","n":1.10},{"id":"2","name":"two\nlines","n":null}]"#

  @Test("--csv writes a header row and quotes what needs it, and keeps the server's digits")
  func csv() throws {
    let shell = try ShellHarness([.init(body: list), .init(body: list)])
    shell.run("get /projects --csv")
    #expect(shell.screen.writtenText == "id,name,n\r\n1,\"a, \"\"b\"\"\",1.10\r\n2,\"two\nlines\",\r\n")
    shell.screen.clear()
    shell.run("get /projects --csv n,id --no-check")
    #expect(shell.screen.writtenText == "n,id\r\n1.10,1\r\n,2\r\n")
  }

  @Test(
    "A format, a query and a destination go together",
    arguments: [
      ("--no-check --table id,n", "id\tn\n1\t1.10\n2\t\n"), ("--csv id", "id\r\n1\r\n2\r\n"),
      ("--select $[*].id", "\"1\"\n\"2\"\n"),
      ("--select $[0] --csv id", "id\r\n1\r\n"), ("--select $[*].id --raw", "1\n2\n"),
    ])
  func destinations(options: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([.init(body: list), .init(body: list), .init(body: list)]) { $0.allowsShell = true }
    let path = folder.path
    let script =
      "get /projects \(options) > '\(path)/a'\nget /projects \(options) | cat > '\(path)/b'\nget /projects \(options)"
    #expect(shell.run(script).status == .success, "\(shell.screen.messageText)")
    #expect(try folder.read("a") == expected)
    #expect(try folder.read("b") == expected)
    #expect(shell.screen.writtenText == expected)
  }

  @Test("A query or a column that can't be is an error before anything is sent, as far as the API is known")
  func mistakes() throws {
    let shell = try ShellHarness([.init(body: list)])
    #expect(shell.run("get /projects --select '$.['").status == .refused)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.run("get /projects --table id,nmae").status == .refused)
    #expect(shell.screen.messageText.contains("there is no column nmae"))
    #expect(shell.screen.messageText.contains("there are id, name, links"), "\(shell.screen.messageText)")
    #expect(shell.run("get /projects --csv name,link.self").status == .refused)
    #expect(shell.transport.requests.isEmpty)
    shell.screen.clear()
    #expect(shell.run("get /projects --table id,nmae --no-check").status == .refused)
    #expect(shell.screen.messageText.contains("there are id, name, n"))
  }

  @Test("A column with dots leads into a row, and a list without elements is an empty table")
  func nested() throws {
    let body = #"[{"id":"1","links":{"self":"https://felt.com/1"}}]"#
    let shell = try ShellHarness([.init(body: body), .init(body: "[]")])
    #expect(shell.run("get /projects --csv links.self").status == .success)
    #expect(shell.run("get /projects --table").status == .success)
    #expect(shell.screen.writtenText == "links.self\r\nhttps://felt.com/1\r\n")
  }

  @Test("Features have the coordinates of points as columns, unless their properties have them")
  func features() throws {
    func collection(_ properties: String) -> ScriptedTransport.Reply {
      .init(
        body: #"{"type":"FeatureCollection","features":["#
          + #"{"type":"Feature","id":"a","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{}},"#
          + #"{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[5.10,60.3,7]},"properties":{\#(properties)}}]}"#
      )
    }
    let shell = try ShellHarness([collection(#""text":"x""#), collection(#""latitude":"60°""#)])
    #expect(shell.run("get /maps/m/elements --csv\nget /maps/m/elements --csv").status == .success)
    #expect(
      shell.screen.writtenText
        == "id,geometry,longitude,latitude,text\r\na,LineString,,,\r\nb,Point,5.10,60.3,x\r\n"
        + "id,geometry,latitude\r\na,LineString,\r\nb,Point,60°\r\n")
    shell.screen.clear()
    #expect(shell.run("show $.features[1] --csv longitude --no-check").status == .refused)
  }

  @Test("--csv has all columns that are not lists or objects, --table as many as fit")
  func allColumns() throws {
    let row = "{" + (1...9).map { "\"c\($0)\":\($0)" }.joined(separator: ",") + ",\"l\":[1]}"
    let shell = try ShellHarness([.init(body: "[\(row)]")])
    #expect(shell.run("get /projects --csv\nshow --table").status == .success)
    #expect(
      shell.screen.writtenText
        == "c1,c2,c3,c4,c5,c6,c7,c8,c9\r\n1,2,3,4,5,6,7,8,9\r\nc1\tc2\tc3\tc4\tc5\tc6\n1\t2\t3\t4\t5\t6\n")
  }

  @Test("A write whose response can't be shown as it was to be says that it was done")
  func writes() throws {
    let shell = try ShellHarness([.init(body: #"{"id":"1"}"#)])
    #expect(shell.run("post /maps title=A --table tilte --no-check").status == .refused)
    #expect(shell.screen.messageText.contains("the POST was done: show has its response"))
  }

  @Test("HEAD shows the headers, also when they are shown again")
  func head() throws {
    let headers: HTTPFields = [.contentType: "application/json", .server: "felt"]
    let shell = try ShellHarness([.init(body: "", headers: headers)], output: ScreenTraits(isTerminal: true))
    shell.run("head /projects\nshow")
    #expect(shell.screen.writtenText.split(separator: "\n").count { $0.lowercased().hasPrefix("server: felt") } == 2)
    #expect(!shell.screen.messageText.contains("JSON"), "\(shell.screen.messageText)")
  }

  @Test("show shows the response to a request that failed")
  func failed() throws {
    let shell = try ShellHarness([.init(status: 404, body: #"{"errors":[]}"#)], output: ScreenTraits(isTerminal: true))
    shell.run("get /maps/x")
    #expect(shell.screen.writtenText.isEmpty)
    shell.run("show")
    #expect(shell.screen.writtenText.contains("\"errors\""))
  }

  @Test("Of several bodies, each that does not end in a newline gets one, and a single one is the server's bytes")
  func bodies() throws {
    let shell = try ShellHarness([.init(body: "{}"), .init(body: "[]\n"), .init(body: "1")])
    shell.run("get /user\nget /user\nget /user")
    #expect(shell.screen.writtenText == "{}\n[]\n1")
  }

  @Test("ls takes the formats too")
  func listing() throws {
    let projects = #"[{"id":"p1","type":"project_reference","name":"P","visibility":"workspace"}]"#
    let shell = try ShellHarness([.init(body: projects), .init(status: 403)])
    shell.run("ls --csv title,id")
    #expect(shell.screen.writtenText == "title,id\r\nP,p1\r\n")
  }

  @Test("A variable that keeps a CSV response shows its text, line by line on a terminal and byte by byte elsewhere")
  func csvVariable() throws {
    let reply = ScriptedTransport.Reply(body: "a,b\r\n1,2\r\n", headers: [.contentType: "text/csv"])
    let shown = try ShellHarness([reply], output: ScreenTraits(isTerminal: true))
    shown.run("c = get /user\n$c")
    #expect(shown.screen.writtenText == "a,b\n1,2\na,b\n1,2\n", "\(shown.screen.messageText)")
    let piped = try ShellHarness([reply])
    piped.run("c = get /user")
    piped.screen.clear()
    piped.run("$c")
    #expect(piped.screen.writtenText == "a,b\r\n1,2\r\n", "\(piped.screen.messageText)")
    #expect(piped.run("$c.a").status == .refused)
    #expect(piped.screen.messageText.contains("JSON"), "\(piped.screen.messageText)")
  }

  @Test("show is ended by Control-C, and the response stays")
  func interruptedShow() throws {
    let shell = try ShellHarness([.init(body: "[" + String(repeating: "1,", count: 200_000) + "1]")])
    shell.run("c = get /user")
    shell.screen.clear()
    var isInterrupted = true
    shell.executor.environment.takeInterruption = {
      defer { isInterrupted = false }
      return isInterrupted
    }
    #expect(shell.run("show").status == .interrupted)
    #expect(shell.screen.writtenText.utf8.count < 400_000)
    #expect(shell.screen.messageText.contains("interrupted"))
    shell.screen.clear()
    #expect(shell.run("show $[0]").status == .success)
    // The line that was broken off is ended first.
    #expect(shell.screen.writtenText == "\n1\n")
  }

  @Test("A path into a list that leaves out its elements is told with them", arguments: [".name", "$.name"])
  func elementPaths(path: String) throws {
    let shell = try ShellHarness([.init(body: list), .init(body: "[1]")])
    shell.run("get /projects --select \(path)\nshow \(path)")
    #expect(
      shell.screen.messageText.ranges(of: "nothing at \(path)  it is a list: $[*].name").count == 2,
      "\(shell.screen.messageText)")
    shell.run("get /projects --select .nothing")
    #expect(shell.screen.messageText.contains("nothing at .nothing"))
    #expect(!shell.screen.messageText.contains("$[*].nothing"), "\(shell.screen.messageText)")
  }

  @Test("Text that is not JSON is shown as it is on a terminal, and no content as nothing")
  func otherTexts() throws {
    let shell = try ShellHarness(
      [.init(body: "a,b\n1,2", headers: [.contentType: "text/csv"]), .init(status: 204, body: "", headers: [:])],
      output: ScreenTraits(isTerminal: true))
    #expect(shell.run("get /user\ndelete /maps/x --no-check").status == .refused)
    #expect(shell.screen.writtenText == "a,b\n1,2\n")
  }
}
