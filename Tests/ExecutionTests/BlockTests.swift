import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct BlockTests {
  private func paths(_ shell: ShellHarness) -> [String] { shell.transport.requests.map(\.path) }

  @Test(
    "A condition is what expect can say, or a reference to something",
    arguments: [
      ("$m.title == A", true), ("$m.title == \"B\"", false), ("not $m.title == B", true), ("$m.n > 1", true),
      ("$m.n > 2", false), ("count($m.tags) == 2", true), ("$m.tags contains x", true), ("$m.tags[*] all x", false),
      ("$m", true), ("$m.tags", true), ("$m.nothing", false), ("$nope", false), ("not $nope", true), ("$m.none", false),
      ("$m.off", false), ("$m.empty", false), ("not $m.list", true), ("$m.zero", true), ("$m.title exists", true),
      ("status == 200", true), ("$.title == A", true), ("$.nothing", false),
      ("header content-type contains json", true),
      ("$m.nothing == 1", false), ("time < 60s", true),
    ])
  func conditions(condition: String, holds: Bool) throws {
    let map = #"{"title":"A","n":2,"tags":["x","y"],"none":null,"off":false,"empty":"","list":[],"zero":0}"#
    let shell = try ShellHarness([.init(body: map)])
    let summary = shell.run("m = get /user\nif \(condition) {\n  get /maps/yes\n} else {\n  get /maps/no\n}")
    #expect(summary.status == .success, "\(shell.screen.messageText)")
    #expect(paths(shell) == ["/user", holds ? "/maps/yes" : "/maps/no"])
  }

  @Test(
    "A condition that can't be decided is a failure",
    arguments: [
      ("$nope == 1", "there is no variable nope"), ("status == 200", "there is no response yet"),
      ("$.a", "there is no response yet"),
      ("$nope.a[?@ == ] == 1", "there is no variable nope"),
    ])
  func undecided(condition: String, message: String) throws {
    let shell = try ShellHarness()
    #expect(shell.run("if \(condition) {\n  get /user\n}").status == .refused)
    #expect(shell.screen.messageText.contains(message), "\(shell.screen.messageText)")
    #expect(paths(shell).isEmpty)
  }

  @Test("expect speaks of variables as if does")
  func expectations() throws {
    let shell = try ShellHarness([.init(body: #"{"title":"A","tags":[1,2]}"#)])
    #expect(shell.run("m = get /user\nexpect $m.title == A\nexpect count($m.tags) == 2\nexpect $m").status == .success)
    #expect(shell.run("get /user\nexpect $m.title == B").status == .expectationFailed)
    #expect(shell.screen.messageText.contains(#"$m.title was expected to be "B", and it is "A""#))
  }

  @Test("How often a block is tried has a limit, also where a variable says it", arguments: ["0", "100001", "many"])
  func retryLimit(count: String) throws {
    let shell = try ShellHarness(variables: ["n": count])
    #expect(shell.run("retry $n every 1s {\n  get /user\n}").status == .refused)
    #expect(
      shell.screen.messageText.contains("error: \(count) is not a number of times, from 1 to 100000\n"))
  }

  @Test("A block is tried again until what is expected in it holds, with pauses, and only the last failure is told")
  func retry() throws {
    let shell = try ShellHarness([
      .init(body: #"{"status":"processing"}"#), .init(status: 503), .init(body: #"{"status":"completed"}"#), .init(),
    ])
    var pauses: [Double] = []
    shell.executor.environment.pause = {
      pauses.append($0)
      return true
    }
    let text = "retry 5 every 500ms {\n  get /maps/m\n  expect $.status == completed\n}\nget /user"
    #expect(shell.run(text).status == .success)
    #expect(paths(shell) == ["/maps/m", "/maps/m", "/maps/m", "/user"])
    #expect(pauses == [0.5, 0.5])
    #expect(!shell.screen.messageText.contains("error"))
    shell.transport.replies = []
    #expect(
      shell.run("retry 3 every 1s {\n  get /maps/m\n  expect $.status == completed\n}\nget /user").status
        == .expectationFailed)
    #expect(pauses.count == 4)
    #expect(shell.screen.messageText.ranges(of: "error: $.status").count == 1)
  }

  @Test(
    "What can't pass is not tried again",
    arguments: [(401, .unauthorized), (403, .clientError), (0, .noResponse)] as [(Int, Execution.ExitStatus)])
  func hopeless(code: Int, status: Execution.ExitStatus) throws {
    let lost = code == 0 ? TransportError(.connectionLost("reset")) : nil
    let shell = try ShellHarness([.init(status: code, error: lost)])
    #expect(shell.run("retry 5 every 1s {\n  post /maps title=A\n}").status == status)
    #expect(paths(shell).count == 1)
  }

  @Test("Control-C in a pause ends a retry, and finally runs")
  func interruptedPause() throws {
    let shell = try ShellHarness([.init(status: 500), .init()])
    shell.executor.environment.pause = { _ in false }
    #expect(shell.run("retry 5 every 1s {\n  get /user\n}\nfinally {\n  get /maps/end\n}").status == .interrupted)
    #expect(paths(shell) == ["/user", "/maps/end"])
  }

  @Test("finally runs at the end of a script, of a loop's item and of any block, whatever happened")
  func finally() throws {
    let shell = try ShellHarness([.init(), .init(status: 500), .init(), .init()])
    let text = """
      m = post /maps title=A
      if $m {
        get /maps/fails
        get /maps/never
        finally {
          get /maps/inner
        }
      }
      get /maps/never
      finally {
        get /maps/outer
      }
      """
    let summary = shell.run(text)
    #expect(paths(shell) == ["/maps", "/maps/fails", "/maps/inner", "/maps/outer"])
    #expect(summary.status == .serverError)
    #expect(summary.failures == 1)
    #expect(summary.unreached == 2)
  }

  @Test("A failure in finally is the status of what went well before")
  func failingFinally() throws {
    let shell = try ShellHarness([.init(), .init(status: 500)])
    #expect(shell.run("get /user\nfinally {\n  get /maps/end\n}").status == .serverError)
  }

  @Test("A script that fails to read runs nothing, its finally neither")
  func unreadable() throws {
    let shell = try ShellHarness()
    #expect(shell.run("get /user\ngte\nfinally {\n  get /maps/end\n}").status == .refused)
    #expect(paths(shell).isEmpty)
  }

  @Test("Scripts that source one another are refused at 16, also in blocks")
  func sourceDepth() throws {
    let folder = try TemporaryFolder()
    try folder.write("if not $x {\n  source a.felt\n}", to: "a.felt")
    let shell = try ShellHarness()
    #expect(ScriptRun(shell.executor).run(files: [folder.file("a.felt")]).status == .refused)
    #expect(shell.screen.messageText.contains("scripts source each other too deeply"))
  }

  @Test("A deletion in a block is asked about before anything runs, unless the script made what goes")
  func deletions() throws {
    let foreign = try ShellHarness()
    #expect(foreign.run("get /user\nfor m in $.maps {\n  delete /maps/$m\n}", name: "a.felt").status == .refused)
    #expect(paths(foreign).isEmpty)
    #expect(foreign.screen.messageText.contains("a.felt:3:3: error: nobody is here to confirm a deletion"))
    let own = try ShellHarness([.init(body: #"{"id":"a"}"#)])
    #expect(
      own.run("m = post /maps title=A\nfinally {\n  if $m {\n    delete /maps/$m\n  }\n}", name: "a.felt").status
        == .success)
    #expect(paths(own) == ["/maps", "/maps/a"])
  }

  @Test("A variable that something else may have set is not what the script made, whatever fails")
  func foreignVariables() throws {
    let text = "m = post /maps title=A\ndelete /maps/$m"
    for text in [text, "if not $x {\n  \(text)\n}"] {
      let shell = try ShellHarness([.init(status: 500)], variables: ["m": "X"]) { $0.errorPolicy = .continue }
      #expect(shell.run(text, name: "a.felt").status == .refused)
      #expect(paths(shell).isEmpty)
    }
    // Of what a script that is sourced does, nothing is known before it runs.
    let folder = try TemporaryFolder()
    try folder.write("set m=X", to: "b.felt")
    try folder.write("m = post /maps title=A\nsource b.felt\ndelete /maps/$m", to: "a.felt")
    let shell = try ShellHarness()
    #expect(ScriptRun(shell.executor).run(files: [folder.file("a.felt")]).status == .refused)
    #expect(paths(shell) == ["/maps"])
    #expect(shell.screen.messageText.contains("nobody is here to confirm a deletion"))
  }
}
