import Execution
import FeltAPI
import HTTPTypes
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What counts as success: 2xx and complete, or expected.
@Suite struct SuccessTests {
  private func redirect(_ target: String) -> ScriptedTransport.Reply {
    .init(status: 302, body: "", headers: [.location: target])
  }

  @Test(
    "A redirect that is not followed is a failure that says where it leads, for whatever reads",
    arguments: ["post /maps title=A", "get /user", "ls", "cd /maps/abc", "whoami"])
  func redirects(command: String) throws {
    let shell = try ShellHarness([redirect("https://elsewhere.example/x")])
    #expect(shell.run(command).status == .clientError)
    #expect(shell.screen.messageText.contains("https://elsewhere.example/x"), "\(shell.screen.messageText)")
    #expect(shell.transport.requests.count == 1)
  }

  @Test("A login whose check is redirected keeps no token")
  func login() throws {
    let shell = try ShellHarness(
      [redirect("https://elsewhere.example/")], typed: ["felt_pat_ABCDEFGHIJKLMNOPQRST"], token: nil)
    #expect(shell.type("login") == .unauthorized)
    #expect(shell.session.builder.token == nil)
    #expect(shell.screen.messageText.contains("https://elsewhere.example/"))
  }

  @Test("A redirect makes no file, and is fine when its status was expected")
  func expected() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([redirect("/x"), redirect("/x")])
    #expect(shell.run("get /user > '\(folder.path)/out'").status == .clientError)
    #expect(folder.names.isEmpty)
    #expect(shell.run("get /user\nexpect status 302").status == .success)
  }

  @Test("A script goes on only after success", arguments: [302, 404, 503])
  func stops(status: Int) throws {
    let shell = try ShellHarness([.init(status: status)])
    let summary = shell.run("get /user\npost /maps title=A\npost /maps title=B", name: "a.felt")
    #expect(shell.transport.requests.count == 1)
    #expect(summary.unreached == 2 && summary.failures == 1)
  }

  @Test("What would only show something does not fail when the reader leaves; what would be sent does, with the count")
  func brokenPipe() throws {
    let reader = LeavingScreen()
    let shell = try ShellHarness(screen: reader)
    #expect(shell.run("help\nhelp items\nvars").status == .success)
    let summary = shell.run("help\npost /maps title=A\npost /maps title=B", name: "a.felt")
    #expect(summary.status == .refused && summary.unreached == 2)
    #expect(shell.transport.requests.isEmpty)
  }

  @Test(
    "A dry run sends nothing at all", arguments: ["post /maps title=A", "get /user", "ls", "cd x", "whoami", "edit x"])
  func dryRun(command: String) throws {
    let shell = try ShellHarness(typed: ["felt_pat_ABCDEFGHIJKLMNOPQRST"]) { $0.isDryRun = true }
    shell.type(command)
    shell.type("login")
    #expect(shell.transport.requests.isEmpty)
  }
}

/// Standard output whose reader has left.
private final class LeavingScreen: Screen {
  let output = ScreenTraits()
  let messages = ScreenTraits()
  func write(_ bytes: [UInt8]) throws(ScreenError) { throw ScreenError(code: 32, description: "broken pipe") }
  func message(_ text: StyledText) {}
}
