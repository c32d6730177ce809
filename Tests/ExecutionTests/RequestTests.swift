import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Presentation
import Prompt
import ShellHarness
import Terminal
import Testing

@Suite struct RequestTests {
  private let map =
    #"{"id":"AbCdEfGhIjKlMnOpQrStUv","title":"A","layers":[{"id":"Layer00000000000000001","name":"Roads"}]}"#

  @Test("A request carries the token and a JSON body, and its response is printed as it came")
  func request() throws {
    let shell = try ShellHarness([.init(body: map)])
    #expect(shell.run(#"post /maps title="Flood zones""#).status == .success)
    #expect(shell.transport.requests.first?.url == "https://felt.com/api/v2/maps")
    #expect(shell.transport.requests.first?.authorization?.authorizationHeaderValue() == "Bearer " + shell.token)
    #expect(shell.transport.lastBody == #"{"title":"Flood zones"}"#)
    #expect(shell.screen.writtenText == map)
  }

  @Test(
    "A response that is longer than --max-body is not held in memory, whoever asks for it",
    arguments: [
      "m = get /user", "get /user --select $.a", "get /user --table", "get /user --csv", "whoami --map", "ls",
      "ls /maps/x",
      "cd /maps/x", "cd Nowhere", "login --env",
    ])
  func longBody(line: String) throws {
    let body = "{\"a\":\"" + String(repeating: "x", count: 2000) + "\"}"
    let shell = try ShellHarness([.init(body: body), .init(body: body)])
    shell.session.maximumBody = 1000
    shell.run(line)
    #expect(shell.screen.messageText.contains("the response is longer than 1.0 kB"), "\(shell.screen.messageText)")
    #expect(!shell.transport.requests.isEmpty && shell.screen.writtenText.isEmpty)
  }

  @Test("What a step used doesn't stay in memory", arguments: ["get /user", "m = get /maps/x", "ls /maps/x", "whoami"])
  func stepIsFreed(line: String) throws {
    let shell = try ShellHarness([.init(body: map)])
    let script = Script(parsing: line, source: .typed, table: shell.executor.table)
    let statement = try #require(script.statements.first)
    weak var step: StepContext?
    do {
      let started = shell.executor.start(statement)
      #expect(!started.result.exchanges.isEmpty)
      step = started
    }
    #expect(step == nil)
  }

  @Test("Text is read as the field's schema says, and := is JSON as written")
  func schemaAwareFields() throws {
    let shell = try ShellHarness()
    shell.run(#"create_map title=12 lat=1.50 zoom:=3e0 layer_urls[]=https://example.com/a layer_urls[]=b"#)
    #expect(
      shell.transport.lastBody
        == #"{"title":"12","lat":1.50,"zoom":3e0,"layer_urls":["https://example.com/a","b"]}"#)
  }

  @Test("A variable keeps a response, stands for its id in a path, and is reached into")
  func variables() throws {
    let shell = try ShellHarness([.init(body: map)])
    let script = "map = post /maps title=A\nget /maps/$map/layers/$map.layers[0].id\nshow_map $_.id"
    #expect(shell.run(script).status == .refused)
    #expect(
      shell.transport.requests.map(\.path) == ["/maps", "/maps/AbCdEfGhIjKlMnOpQrStUv/layers/Layer00000000000000001"])
    #expect(shell.screen.messageText.contains("$_ has nothing at .id"))
  }

  @Test("An undefined variable stops the line before anything is sent")
  func undefinedVariable() throws {
    let shell = try ShellHarness()
    #expect(shell.run("get /maps/$mpa").status == .refused)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.messageText.contains("          ^~~~"))
  }

  @Test("A value in a path cannot leave its segment", arguments: ["../user", "a/b", "a?b=c", "a#b"])
  func valueInPath(value: String) throws {
    let shell = try ShellHarness(variables: ["id": value])
    shell.run("get /maps/$id --no-check")
    let path = try #require(shell.transport.requests.first?.path)
    #expect(path.split(separator: "/").count == 2)
    #expect(!path.contains("?") && !path.contains("#"))
  }

  @Test(
    "Statuses of failures are the program's exit statuses",
    arguments: [
      (401, Execution.ExitStatus.unauthorized), (404, .clientError), (422, .clientError), (429, .clientError),
      (503, .serverError),
    ])
  func exitStatuses(status: Int, expected: Execution.ExitStatus) throws {
    let shell = try ShellHarness([.init(status: status)])
    #expect(shell.run("get /user").status == expected)
  }

  @Test("Without a token nothing is sent, and the message says where one is made")
  func noToken() throws {
    let shell = try ShellHarness(token: nil)
    #expect(shell.run("get /user").status == .unauthorized)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.messageText.contains("https://felt.com/maps/latest/developers"))
  }

  @Test("What the catalogue does not know is refused at the item, and sent with --no-check")
  func localChecks() throws {
    let shell = try ShellHarness()
    #expect(shell.run("post /maps titel=A").status == .refused)
    #expect(shell.screen.messageText.contains("           ^~~~~~~ did you mean title?"))
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.run("post /maps titel=A --no-check").status == .success)
    #expect(shell.transport.lastBody == #"{"titel":"A"}"#)
  }

  @Test("A token typed into a command is neither sent nor shown")
  func tokenInLine() throws {
    let shell = try ShellHarness()
    #expect(shell.run("get /user X-Note:\(shell.token)").status == .refused)
    #expect(shell.transport.requests.isEmpty)
    #expect(!shell.screen.messageText.contains(shell.token.dropFirst(9)))
  }

  @Test("A 422 points at the item that was typed")
  func pointer() throws {
    let body = #"{"errors":[{"title":"Invalid","detail":"is too long","source":{"pointer":"/title"}}]}"#
    let shell = try ShellHarness([.init(status: 422, body: body)])
    #expect(shell.run("post /maps basemap=light title=A").status == .clientError)
    #expect(shell.screen.messageText.contains("422 Unprocessable Content: is too long"))
    #expect(shell.screen.messageText.contains("                           ^~~~~~~"))
  }

  @Test("A failure takes three lines at most")
  func shortFailures() throws {
    let shell = try ShellHarness([.init(status: 404)])
    shell.run("get /maps/abcdefghijk")
    #expect(shell.screen.messageText.split(separator: "\n").count <= 3)
  }

  @Test("A dry run sends nothing and hides the token")
  func dryRun() throws {
    let shell = try ShellHarness()
    #expect(shell.run("create_map title=A lat=1 --dry-run").status == .success)
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.screen.writtenText.contains("lat=1  ← lat as number"))
    #expect(!shell.screen.writtenText.contains(shell.token))
  }

  @Test("A session that only reads refuses to write")
  func readOnly() throws {
    let shell = try ShellHarness { $0.isReadOnly = true }
    #expect(shell.run("get /user").status == .success)
    #expect(shell.run("post /maps title=A").status == .refused)
    #expect(shell.transport.requests.count == 1)
  }

  @Test("A deletion needs a person's word, or --yes")
  func deletions() throws {
    #expect(try ShellHarness().run("delete /maps/AbCdEfGhIjKlMnOpQrStUv").status == .refused)
    let agreed = try ShellHarness(typed: ["yes"])
    #expect(agreed.run("delete /maps/AbCdEfGhIjKlMnOpQrStUv").status == .success)
    let declined = try ShellHarness(typed: ["no"])
    #expect(declined.run("delete /maps/AbCdEfGhIjKlMnOpQrStUv").status == .interrupted)
    #expect(!declined.transport.requests.contains { $0.method == .delete })
    let sure = try ShellHarness { $0.assumesYes = true }
    #expect(sure.run("delete /maps/AbCdEfGhIjKlMnOpQrStUv").status == .success)
  }

  @Test(
    "y, yes and the title of what goes agree to a deletion, and a title that means no does not",
    arguments: [
      ("Flood zones", "y", true), ("Flood zones", " YES", true), ("Flood zones", "flood zones", true),
      ("Flood zones", "Flood", false), ("Flood zones", "", false), ("Flood zones", "n", false), ("No", "no", false),
    ])
  func agreeing(title: String, reply: String, isDeleted: Bool) throws {
    let shell = try ShellHarness([.init(body: #"{"id":"x","title":"\#(title)"}"#)], typed: [reply])
    shell.run("delete /maps/AbCdEfGhIjKlMnOpQrStUv")
    #expect(shell.transport.requests.contains { $0.method == .delete } == isDeleted)
  }

  @Test("A write whose fate is unknown says that it may have happened")
  func unknownFate() throws {
    let shell = try ShellHarness([
      .init(error: TransportError(.timedOut(.firstByte, seconds: 5), mayHaveHappened: true))
    ])
    #expect(shell.run("post /maps title=A").status == .noResponse)
    #expect(shell.screen.messageText.contains("may have happened"))
    #expect(shell.transport.requests.count == 1)
  }
}
