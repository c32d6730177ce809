import Foundation
import TestSupport
import Testing

/// Blocks in the program itself: typed at the prompt, through a pipe, in scripts.
@Suite struct BlockTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("title\nA\nB\n", to: "sites.csv")
  }

  private func terminal(_ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox"] + arguments,
      environment: ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state", "PAGER": ""], columns: 100, rows: 40)
    try terminal.waitForPrompt("sandbox> ")
    return terminal
  }

  @Test("A block that is typed goes on until its braces are closed, runs then, and is one entry of the history")
  func typed() throws {
    let terminal = try terminal()
    try terminal.type("for row in @\(folder.path)/sites.csv {\r")
    try terminal.waitForText("for is open: an empty line leaves it")
    try terminal.type("if $row.title == B {\r")
    try terminal.waitForText("if is open")
    try terminal.type("post /maps title=Made-$row.title --select $.title\r}\r}\r")
    try terminal.waitForText("2 items, ok")
    try terminal.waitForText("\"Made-B\"")
    #expect(!terminal.output.contains("\"Made-A\""))
    try terminal.waitForPrompt("sandbox> ")
    try terminal.type("\u{4}")
    _ = try terminal.waitForEnd()
    let history = try folder.history()
    #expect(history.split(separator: "\n").count == 1, "\(history)")
  }

  @Test("An empty line leaves a block that is open, and nothing of it runs")
  func left() throws {
    let terminal = try terminal()
    try terminal.type("if not $x {\rpost /maps title=Made --select $.title\r\r")
    try terminal.waitForText("the braces of this if are not closed")
    try terminal.waitForPrompt("✗> ")
    #expect(!terminal.output.contains("\"Made\""))
  }

  @Test("What is typed in a block is completed as it is outside of one")
  func completion() throws {
    let terminal = try terminal()
    try terminal.type("if not $x {\rget /proj\t")
    try terminal.waitForText("get /projects")
  }

  @Test("A block comes through a pipe as a whole")
  func pipe() throws {
    let lines =
      "for row in @\(folder.path)/sites.csv {\n  post /maps title=$row.title --select $.title\n}\nget /user --select $.name\n"
    let run = try ProgramRun.run("feltsh", ["--sandbox"], input: lines.utf8, environment: ["PATH": "/bin"])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("\"A\"\n\"B\"\n"))
    let open = try ProgramRun.run(
      "feltsh", ["--sandbox"], input: "if not $x {\nget /user\n".utf8, environment: ["PATH": "/bin"])
    #expect(open.status == 2)
    #expect(open.output.isEmpty)
  }

  @Test("A failed item of a script's loop is listed, and its status is the program's")
  func failedItem() throws {
    let script = try folder.write(
      "for row in @sites.csv {\n  if $row.title == A { get /maps/nope }\n  post /maps title=$row.title\n}\n",
      to: "a.felt")
    let run = try ProgramRun.run("feltsh", ["--sandbox", "run", script], environment: ["PATH": "/bin"])
    #expect(run.status == 4)
    #expect(run.error.contains("a.felt:1: 2 items, 1 failed"), "\(run.error)")
    #expect(run.error.contains("1  A  failed"))
    let stopped = try ProgramRun.run(
      "feltsh", ["--sandbox", "--on-error", "stop", "run", script], environment: ["PATH": "/bin"])
    #expect(stopped.error.contains("--on-error stop ends it, 1 not reached"), "\(stopped.error)")
  }

  @Test("A request to leave lets finally end, with every statement in it and in those around it")
  func asked() throws {
    let script = try folder.write(
      """
      for x in @two.json {
        retry 5 every 1h {
          get /user
          expect $.name == nobody
        }
        finally {
          get /user --select $.id > one
          get /user --select $.id > two
        }
      }
      finally {
        get /user --select $.id > three
        get /user --select $.id > four
      }
      """,
      to: "a.felt")
    try folder.write("[1, 2]", to: "two.json")
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox", "run", script], environment: ["HOME": folder.path], columns: 100, rows: 40)
    try terminal.waitForText("not yet (1 of 5)")
    terminal.signal(15)
    #expect(try terminal.waitForEnd() == .exited(143))
    #expect(["one", "two", "three", "four"].allSatisfy { folder.text(of: $0) != nil })
  }

  @Test("Control-C in a pause of a script ends it, and its finally runs")
  func interrupted() throws {
    let script = try folder.write(
      """
      retry 5 every 1h {
        get /user
        expect $.name == nobody
      }
      finally {
        get /user --select $.id > done
      }
      """,
      to: "a.felt")
    let terminal = try PseudoTerminal(
      "feltsh", ["--sandbox", "run", script], environment: ["HOME": folder.path], columns: 100, rows: 40)
    try terminal.waitForText("not yet (1 of 5)")
    try terminal.type("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(130))
    #expect(folder.text(of: "done") != nil)
  }
}
