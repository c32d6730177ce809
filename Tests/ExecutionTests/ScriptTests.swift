import CommandLanguage
import Execution
import Foundation
import Presentation
import Prompt
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct ScriptTests {
  private let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","title":"A","n":1.0,"tags":["x","y"]}"#

  @Test("A script stops at the first failure, with the file, the line and the column")
  func stopsAtFailure() throws {
    let shell = try ShellHarness([.init(body: map)])
    let summary = shell.run("# a script\n\nget /user\nexpect $.title == \"B\"\nget /user\n", name: "a.felt")
    #expect(summary.status == .expectationFailed)
    #expect(shell.transport.requests.count == 1)
    #expect(shell.screen.messageText.contains("a.felt:4:19: error: $.title was expected to be \"B\", and it is \"A\""))
  }

  @Test("A script that a person sources may start no program, as what they type themselves may")
  func sourcedProgram() throws {
    let folder = try TemporaryFolder()
    try "get /user | cat > \(folder.path)/out".write(toFile: folder.path + "/a.felt", atomically: true, encoding: .utf8)
    let shell = try ShellHarness(typed: [])
    #expect(shell.type("source \(folder.path)/a.felt") == .refused)
    #expect(shell.screen.messageText.contains("only a person may start programs"))
    #expect(shell.type("get /user | cat > \(folder.path)/out") == .success)
    #expect(try folder.read("out") == "{}")
  }

  @Test("A script continues after a failure when it is told to, and the first failure's status counts")
  func continuesOnError() throws {
    let shell = try ShellHarness([.init(status: 500), .init()]) { $0.errorPolicy = .continue }
    let summary = shell.run("get /user\nget /user\nexpect status 201", name: "a.felt")
    #expect(summary.status == .serverError)
    #expect(summary.failures == 2)
    #expect(shell.transport.requests.count == 2)
  }

  @Test("A response that is an error is fine when its status was expected")
  func expectedError() throws {
    let shell = try ShellHarness([.init(status: 404), .init(status: 404)])
    #expect(shell.run("get /user\nexpect status 404").status == .success)
    #expect(shell.run("get /user\nexpect time < 5s").status == .clientError)
  }

  @Test(
    "Expectations that hold",
    arguments: [
      "status 200", "status == 200", "not status 404", "status < 300", #"$.title == "A""#, "$.title == A", "$.n == 1",
      "$.n < 2", "$.title", "not $.nothing", "$.tags contains x", "count($.tags) == 2", "$.tags[*] all matches '[xy]'",
      "header content-type contains json", "not header x-missing", "time < 2s", ".title != B",
    ])
  func holding(expectation: String) throws {
    let shell = try ShellHarness([.init(body: map)])
    #expect(shell.run("get /user\nexpect \(expectation)").status == .success, "\(shell.screen.messageText)")
  }

  @Test(
    "Expectations that fail",
    arguments: [
      "status 404", #"$.title == "B""#, "$.n > 1", "$.nothing", "not $.title", "count($.tags) > 2", "$.tags[*] all x",
      "header x-missing", "header content-type contains xml", "time < 0s", "$.nothing == 1",
    ])
  func failing(expectation: String) throws {
    let shell = try ShellHarness([.init(body: map)])
    #expect(shell.run("get /user\nexpect \(expectation)").status == .expectationFailed)
  }

  @Test("quit ends a script without a failure")
  func quit() throws {
    let shell = try ShellHarness()
    let summary = shell.run("get /user\nquit\nget /user")
    #expect(summary.status == .success)
    #expect(shell.transport.requests.count == 1)
  }
}
