import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// A token that a server echoes is masked where a person looks, and told of where it isn't.
@Suite struct SecretOutputTests {
  private let terminal = ScreenTraits(isTerminal: true, width: 100)
  private let token = "felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8"

  @Test(
    "An echoed token is masked on a terminal, whatever shows it",
    arguments: [
      "get /user", "get /user --raw", "get /user --select $.echo", "get /user --select $.echo --raw",
      "get /user --table", "get /user --headers", "m = get /user\nvars", "get /user\nshow", "get /user\nheaders",
      "get /user\nset x=$_.echo\nvars", "get /user\nshow $.echo", "get /user\nshow --raw",
    ])
  func masked(script: String) throws {
    let body = #"{"echo":"\#(token)","title":"x"}"#
    let shell = try ShellHarness(
      [.init(body: body, headers: [.contentType: "application/json", .server: token])], output: terminal)
    shell.run(script)
    #expect(!shell.screen.writtenText.contains(token.dropFirst(9)))
    #expect(!shell.screen.messageText.contains(token.dropFirst(9)))
    #expect(shell.screen.writtenText.contains("felt_pat_…"))
  }

  @Test("A redirected body stays the server's, and standard error warns of the token in it")
  func redirected() throws {
    let folder = try TemporaryFolder()
    let body = #"{"echo":"\#(token)"}"#
    let shell = try ShellHarness([.init(body: body), .init(body: body)])
    shell.run("get /user\nget /user > '\(folder.path)/out'")
    #expect(shell.screen.writtenText == body)
    #expect(try folder.read("out") == body)
    #expect(shell.screen.messageLines.count { $0.contains("there is a token in this output") } == 2)
  }

  @Test("--raw on a terminal writes no clipboard and moves no cursor")
  func rawIsSafe() throws {
    let shell = try ShellHarness(
      [.init(body: "a\u{1B}]52;c;eA==\u{7}b\u{202E}c", headers: [.contentType: "text/plain"])], output: terminal)
    shell.run("get /user --raw")
    #expect(shell.screen.writtenText == "a\\u001b]52;c;eA==\\u0007b\\u202ec\n")
  }

  @Test(
    "A token in a request is refused however it is put together, and nothing is sent",
    arguments: [
      "get /user X-A:felt\"\"_pat_ABCDEFGHIJKLMN", "get /user X-A:$a$b", "get /user X-A:$a$b --no-check",
      "post /maps title=$a$b --no-check", "get /maps/$a$b --no-check", "get /user x==$a$b --no-check",
      "header X-A $a$b", "post /maps @%/body.json --no-check", "post /maps @%/body.json",
      "post /maps {\"title\":\"felt_pat_ABCDEFGHIJKLMN\"} --no-check",
    ])
  func sent(line: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"title":"\#(token)"}"#, to: "body.json")
    let shell = try ShellHarness(variables: ["a": "felt_pat", "b": "_ABCDEFGHIJKLMN"])
    #expect(shell.run(line.replacing("%", with: folder.path)).status == .refused, "\(shell.screen.messageText)")
    #expect(shell.transport.requests.isEmpty)
    #expect(shell.session.builder.sessionHeaders.isEmpty)
  }
}
