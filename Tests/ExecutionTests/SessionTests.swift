import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import Presentation
import Prompt
import ShellHarness
import Terminal
import Testing

@Suite struct SessionTests {
  private let user = #"{"id":"u","name":"Ada Lovelace","email":"ada@example.com"}"#

  @Test("login asks for a token, checks it with GET /user, and says whose it is")
  func login() throws {
    let token = "felt_pat_ABCDEFGHIJKLMNOPQRST+/=="
    let shell = try ShellHarness([.init(body: user), .init(body: user)], typed: [token], token: nil)
    #expect(shell.run("login\nget /user").status == .success)
    #expect(shell.transport.requests.map(\.path) == ["/user", "/user"])
    #expect(shell.transport.requests.allSatisfy { $0.authorization?.authorizationHeaderValue() == "Bearer " + token })
    #expect(shell.screen.messageText.contains("Logged in as Ada Lovelace <ada@example.com>  felt_pat_…+/=="))
    #expect(shell.screen.messageText.contains("https://felt.com/maps/latest/developers"))
    #expect(!shell.screen.messageText.contains(token))
  }

  @Test("A token that Felt refuses is not kept")
  func refusedToken() throws {
    let shell = try ShellHarness([.init(status: 401)], typed: ["felt_pat_ABCDEFGHIJKLMNOPQRST"], token: nil)
    #expect(shell.run("login").status == .unauthorized)
    #expect(shell.run("get /user").status == .unauthorized)
    #expect(shell.transport.requests.count == 1)
  }

  @Test(
    "Text that is not a token is refused with the reason, and nothing is sent",
    arguments: [
      ("Bearer felt_pat_abcdefgh", "leave out “Bearer”"), ("<YOUR_API_TOKEN>", "placeholder"),
      ("felt_pat_a b", "space"),
      ("\"felt_pat_abcdefgh\"", "quotes"), ("", "no token was given"),
    ])
  func malformedToken(typed: String, reason: String) throws {
    let shell = try ShellHarness(typed: [typed], token: nil)
    #expect(shell.run("login").status == .unauthorized)
    #expect(shell.screen.messageText.contains(reason))
    #expect(shell.transport.requests.isEmpty)
  }

  @Test("logout forgets the token")
  func logout() throws {
    let shell = try ShellHarness()
    #expect(shell.run("get /user\nlogout").status == .success)
    #expect(shell.run("get /user").status == .unauthorized)
    #expect(shell.transport.requests.count == 1)
  }

  @Test("A token does not follow the base URL to another server")
  func otherServer() throws {
    let shell = try ShellHarness()
    #expect(shell.run("base-url https://example.com/api/v2").status == .success)
    #expect(shell.run("get /user").status == .unauthorized)
    #expect(shell.transport.requests.isEmpty)
  }

  @Test("Variables are set, listed, used and forgotten")
  func variables() throws {
    let shell = try ShellHarness()
    shell.run("set city=Oslo\nset n:=1.50\nvars\npost /maps title=\"In $city\" zoom=$n")
    #expect(shell.transport.lastBody == #"{"title":"In Oslo","zoom":1.50}"#)
    #expect(shell.screen.writtenText.hasPrefix("city  Oslo\nn     1.50\n"))
    #expect(shell.run("unset city\nget /maps/$city").status == .refused)
    #expect(shell.run("unset ctiy").status == .refused)
  }

  @Test("A header goes with every request, but never Authorization")
  func headers() throws {
    let shell = try ShellHarness()
    #expect(shell.run("header X-Team gis\nget /user").status == .success)
    #expect(
      shell.transport.requests.last?.headers.contains { $0.name.rawName == "X-Team" && $0.value == "gis" } ?? false)
    #expect(shell.run("header Authorization x").status == .refused)
    #expect(shell.run("header X-Team\nget /user").status == .success)
    #expect(!(shell.transport.requests.last?.headers.contains { $0.name.rawName == "X-Team" } ?? true))
    #expect(shell.run("header X-Team").status == .refused)
    #expect(shell.run("get /user authorization:x").status == .refused)
  }

  @Test("help knows every command, every operation and every topic that it names")
  func help() throws {
    let shell = try ShellHarness()
    let topics = [
      "", "post", "/maps", "create_map", "upload", "items", "scripts", "variables", "jsonpath", "operations",
    ]
    let names = Catalogue.operations.map(\.name)
    for topic in topics + names {
      shell.screen.clear()
      #expect(shell.run("help \(topic)").status == .success, "help \(topic)")
      #expect(shell.screen.written.count > 40)
    }
    #expect(shell.run("help mpas").status == .refused)
  }

  @Test("Text from a server cannot reach the terminal as a control character")
  func hostileText() throws {
    let body = #"{"errors":[{"title":"x","detail":"\u001b]0;owned\u0007","source":{"pointer":"/title"}}]}"#
    let shell = try ShellHarness([.init(status: 422, body: body)])
    shell.run("post /maps title=A")
    #expect(!shell.screen.messageText.contains("\u{1B}"))
    #expect(shell.screen.messageText.contains("\\u001b]0;owned\\u0007"))
  }
}
