import CommandLanguage
import Execution
import Presentation
import ShellHarness
import Terminal
import TestSupport
import Testing

/// What a check of a text says, line by line, without the counts.
private func problems(
  _ text: String, variables: [String: String] = [:], configure: (inout SessionOptions) -> Void = { _ in }
) throws -> [String] {
  let folder = try TemporaryFolder()
  try folder.write("{}", to: "style.json")
  try folder.write(text, to: "a.felt")
  let shell = try ShellHarness(token: nil, variables: variables, configure: configure)
  _ = try FileCheck(shell.executor).run(files: [folder.path + "/a.felt"])
  #expect(shell.transport.requests.isEmpty)
  return shell.screen.messageText.split(separator: "\n").map { String($0).replacing(folder.path + "/", with: "") }
    .filter { $0.contains("error: ") || $0.contains("warning: ") }
}

@Suite struct CheckTests {
  @Test(
    "Control-C ends reading a long script, and checking it",
    arguments: [("check", 500), ("check", 1500), ("source", 500)])
  func interrupted(command: String, look: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "get /user\n", count: 1000), to: "a.felt")
    let shell = try ShellHarness(typed: [])
    var looks = 0
    shell.controlC.isPressed = {
      looks += 1
      return looks == look
    }
    #expect(shell.run("\(command) \(folder.file("a.felt"))").status == .interrupted)
    #expect(!shell.screen.messageText.contains("1000"))
  }

  @Test(
    "What no response can fulfil is found before anything is sent",
    arguments: [
      ("time < soon", "a time is written as 2s or 500ms"), ("time < -1s", "a time is written as 2s or 500ms"),
      ("status fine", "a status is a number, such as 200"), ("status < \"300\"", "a status is a number, such as 200"),
      ("time == 2s", "a time is compared with < or >"), ("$.name matches 5", "a pattern is a text"),
    ])
  func expectations(expectation: String, message: String) throws {
    let lines = try problems("get /user\nexpect \(expectation)\nexpect time < 2s\nexpect $.name matches '5'")
    #expect(lines.count == 1 && lines[0].contains("error: \(message)"), "\(lines)")
  }

  @Test("Every error of a script is told, not the first alone")
  func all() throws {
    let lines = try problems(
      """
      gte /user
      post /maps titel=A
      get /nothing/here
      post /maps/$nope/update title=A
      map = post /maps lat:=x
      """)
    #expect(lines.count == 6, "\(lines)")
    #expect(lines.first?.hasPrefix("a.felt:1:1: error: there is no command gte") ?? false)
    #expect(lines.contains { $0.hasPrefix("a.felt:2:12: error: there is no field titel") })
    #expect(lines.contains { $0.hasPrefix("a.felt:3:5: error: there is nothing at /nothing/here") })
    #expect(lines.contains { $0.hasPrefix("a.felt:4:12: error: there is no variable nope") })
    #expect(lines.contains { $0.hasPrefix("a.felt:5:23: error: this is not JSON") })
    #expect(lines.contains { $0.hasPrefix("a.felt:5:1: warning: nothing refers to $map") })
  }

  @Test(
    "What is wrong is found without sending anything",
    arguments: [
      ("put /maps title=A", "1:1: error: PUT is not a method of this path"),
      ("post /maps lat=north", "1:12: error: lat has to be a number"),
      ("post /maps/x/update public_access=nobody", "public_access cannot be \"nobody\""),
      ("post /projects name=A", "error: visibility is missing"),
      ("m = post /maps\nget /maps/$m.titel", "2:11: error: $m has nothing at .titel"),
      ("m = post /maps\nget /maps/$m.layers[0].nam", "2:11: error: $m has nothing at .layers[0].nam"),
      ("get /user\nget /maps/$_.anything", "2:11: error: $_ has nothing at .anything"),
      ("post /maps/x/layers/y/update_style style:=@none.json", "none.json"),
      ("post /maps/x/layers/y/update_style style:=@../style.json", "may not read outside of its own folder"),
      ("get /user > /etc/x", "may not write outside of its own folder"),
      ("get /user | jq .", "only a person may start programs"),
      ("delete /maps/x", "1:1: error: nobody is here to confirm a deletion"),
      ("get /user --select '$['", "1:20: error:"), ("get /user\nexpect $[ == 1", "error:"),
      ("post /maps title=felt_pat_ABCDEFUDQPAGGNBmX40YNhkCRvvLI3f8", "there is a token in this line"),
      ("upload none.csv to x", "1:8: error: "), ("upload ../style.json to x", "may not read outside of its own folder"),
      ("upload style.json to x zoom=high", "1:24: error: zoom has to be a number"),
      ("upload style.json to $m", "there is no variable m"),
      ("l = upload style.json to x\nget /maps/$l.id", "$l has nothing at .id"),
      ("unset m\nget /maps/$m", "there is no variable m"), ("source none.felt", "none.felt"),
      ("create_map titel=A", "there is no field titel"), ("get https://example.com/x", "error:"),
      ("set a=1", "1:5: warning: nothing refers to $a"),
    ])
  func found(text: String, expected: String) throws {
    let lines = try problems(text)
    #expect(lines.count == 1 && lines[0].contains(expected), "\(lines)")
  }

  @Test(
    "What can't be known without sending is not an error",
    arguments: [
      "set n:=1\nm = post /maps title=A\npost /maps title=$m.title lat:=$n",
      "m = post /maps\ndelete /maps/$m", "set x=${x:-MhG2}\nget /maps/$x", "get /maps/$given",
      "set who=x\npost /maps/x/update public_access=$who",
      "set b:=[1]\npost /projects $b", "set n:=1\npost /maps lat:=$n.x", "get /user\nget /maps/$_.id",
      "cd /maps/x\nget layers", "get /maps/${other:-x}",
      "p = get /projects/x\nget /maps/$p.maps[0].id", "set b:=[1]\npost /maps $b",
      "post /maps/x/layers/y/update_style style:=@style.json", "post /maps nonsense=1 --no-check",
      "p = get /projects\nget /projects/$p[?@.name=='A'].id",
    ])
  func notFound(text: String) throws {
    #expect(try problems(text, variables: ["given": "x"]) == [])
  }

  @Test("Deletions and programs that the command line allows are fine")
  func allowed() throws {
    #expect(try problems("delete /maps/x") { $0.assumesYes = true } == [])
    #expect(try problems("get /user | jq .") { $0.allowsShell = true } == [])
  }

  @Test("A variable with output options, and ls of a place, are not complained of")
  func shown() throws {
    let text = "set line=a\n$line --raw > out\nls /projects\nget /projects/x\npost maps titel=A"
    let lines = try problems(text)
    #expect(lines.count == 1 && lines.first?.contains("there is no field titel") ?? false, "\(lines)")
  }

  @Test("The counts of requests, writes and deletions are told, and the parameters")
  func counts() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "set map=${map:-x}\nset who=$who\nget /maps/$map\nm = post /maps title=$who\ndelete /maps/$m\nexpect status 204",
      to: "a.felt")
    let shell = try ShellHarness(token: nil, variables: ["who": "A"])
    #expect(try FileCheck(shell.executor).run(files: [folder.path + "/a.felt"]) == 0)
    let text = shell.screen.messageText
    #expect(text.contains("  --var map=x\n"))
    #expect(text.contains("  --var who=…, which has to be given\n"))
    #expect(text.contains("a.felt: 3 requests, 1 write, 1 deletion, ok"), "\(text)")
  }

  @Test("A script that is sourced sets variables, and its errors are told as well")
  func sourced() throws {
    let folder = try TemporaryFolder()
    try folder.write("m = post /maps\npost /maps titel=A", to: "b.felt")
    try folder.write("source b.felt\nget /maps/$m", to: "a.felt")
    let shell = try ShellHarness(token: nil)
    #expect(try FileCheck(shell.executor).run(files: [folder.path + "/a.felt"]) == 1)
    #expect(shell.screen.messageText.contains("b.felt:2:12: error: there is no field titel"))
  }

  @Test("check at the prompt tells the errors and fails")
  func command() throws {
    let folder = try TemporaryFolder()
    try folder.write("gte /user\nget /nowhere", to: "a.felt")
    let shell = try ShellHarness(typed: [])
    #expect(shell.type("check \(folder.path)/a.felt") == .refused)
    #expect(shell.screen.messageText.contains("a.felt: 1 request, 0 writes, 0 deletions, 2 errors"))
  }
}
