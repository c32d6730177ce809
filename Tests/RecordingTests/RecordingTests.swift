import CommandLanguage
import Execution
import FeltAPI
import Platform
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct RecordingTests {
  private let map = #"{"id":"AbCdEfGhIjKlMnOpQrStUv","type":"map","title":"A"}"#

  /// What is in the file after `script` was recorded, without its first line.
  private func recorded(
    _ script: String, _ replies: [ScriptedTransport.Reply], variables: [String: String] = [:], before: String = ""
  ) throws -> String {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness(replies, variables: variables) {
      $0.assumesYes = true
      $0.errorPolicy = .continue
    }
    if !before.isEmpty { shell.run(before) }
    shell.run("record '\(folder.path)/out.felt'")
    shell.run(script)
    shell.run("record off")
    let text = try folder.read("out.felt")
    return text.split(separator: "\n").dropFirst().joined(separator: "\n")
  }

  @Test("An id is written as the response of the request that made the thing, also when it came by $_")
  func provenance() throws {
    let text = try recorded(
      "post /maps title=A\npost /maps/AbCdEfGhIjKlMnOpQrStUv/update title=B\nupdate_map $_ title=C",
      [.init(body: map), .init(body: map), .init(body: map)])
    #expect(
      text == """
        map = post /maps title=A
        expect status 200
        post /maps/$map.id/update title=B
        expect status 200
        update_map $map.id title=C
        expect status 200
        """)
  }

  @Test("Help, typos and reads that nothing depends on are left out, and a failure is a comment")
  func leavesOut() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([.init(), .init(), .init(status: 500)], typed: [])
    let lines = [
      "record \(folder.path)/out.felt", "get /user", "help", "get /user", "expct status", "set city=Oslo",
      "get /sources",
      "# done", "get /user", "expect status 200", "record off",
    ]
    for line in lines { shell.type(line) }
    #expect(
      try folder.read("out.felt").hasSuffix(
        "feltsh run FILE\n# get /sources  (500)\n# done\nget /user\nexpect status 200\n"))
  }

  @Test("A failure that was expected is a command, also when the expectation is typed later")
  func expectedFailure() throws {
    #expect(
      try recorded("get /user\nexpect status 404", [.init(status: 404)]) == "get /user\nexpect status 404")
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([.init(status: 404)], typed: [])
    shell.type("record \(folder.path)/out.felt")
    shell.type("get /user")
    shell.type("expect status 404")
    shell.type("record off")
    #expect(try folder.read("out.felt").hasSuffix("\nget /user\nexpect status 404\n"))
  }

  @Test("A text from before the recording is written as its value, and an id from before it as a parameter")
  func earlierVariables() throws {
    let text = try recorded(
      "post /maps/$map/update title=\"In $city\"", [.init(body: map), .init(body: map)], variables: ["city": "Oslo"],
      before: "map = post /maps title=A")
    #expect(
      text == """
        set map=${map:-AbCdEfGhIjKlMnOpQrStUv}
        post /maps/$map/update title="In ""Oslo"
        expect status 200
        """)
  }

  @Test("A secret is never written: a parameter stands for it")
  func secrets() throws {
    let text = try recorded(
      "set pw=hunter2\ncreate_source name=db connection[type]=postgresql connection[host]=h connection[database]=d "
        + "connection[user]=u connection[password]=$pw", [.init(status: 202, body: map)])
    #expect(!text.contains("hunter2"))
    #expect(text.contains("connection[password]=$pw"))
    #expect(text.contains("--var pw=…"))
  }

  @Test("A secret in a whole body is not written either, and the rest of the body is")
  func secretBodies() throws {
    let body = #"{"name":"db","connection":{"type":"mssql","host":"h","database":"d","user":"u","password":"hunter2"}}"#
    let text = try recorded(
      "create_source \(body)\ncreate_source <<END\n\(body)\nEND", [.init(status: 202), .init(status: 202)])
    #expect(!text.contains("hunter2"))
    #expect(text.contains("connection[user]=u connection[password]=$connection_password"))
  }

  @Test("What was recorded can be run again")
  func replay() throws {
    let text = try recorded(
      "m = post /maps title='It''s \"A\"'\nget /maps/$m\nexpect status 200", [.init(body: map), .init(body: map)])
    let shell = try ShellHarness([.init(body: map), .init(body: map)])
    #expect(shell.run(text).status == .success)
    #expect(shell.transport.requests.map(\.path) == ["/maps", "/maps/AbCdEfGhIjKlMnOpQrStUv"])
  }

  @Test("A path relative to where cd went is written whole")
  func locations() throws {
    let listing = #"[{"id":"PrOjEcTaBcDeFgHiJkLmNo","type":"project_reference","name":"P"}]"#
    let project = #"{"id":"PrOjEcTaBcDeFgHiJkLmNo","type":"project","name":"P","maps":[]}"#
    let text = try recorded(
      "cd P\npost update name=Q",
      [.init(body: listing), .init(status: 403), .init(body: project)])
    #expect(
      text == """
        projects = get /projects
        post /projects/$projects[?@.name=="P"].id/update name=Q
        expect status 200
        """)
  }

  @Test("A file that is there is not replaced without a word")
  func existingFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("# mine\n", to: "a.felt")
    let alone = try ShellHarness()
    #expect(alone.run("record \(folder.path)/a.felt").status == .refused)
    #expect(alone.screen.messageText.contains("--append"))
    #expect(try folder.read("a.felt") == "# mine\n")
    #expect(alone.run("record \(folder.path)/a.felt --append\npost /maps title=A\nrecord off").status == .success)
    #expect(try folder.read("a.felt").hasPrefix("# mine\n# Recorded"))
    let declined = try ShellHarness(typed: ["no"])
    #expect(declined.type("record \(folder.path)/a.felt") == .interrupted)
    let agreed = try ShellHarness(typed: ["y"])
    #expect(agreed.type("record \(folder.path)/a.felt\nrecord off") == .success)
    #expect(try folder.read("a.felt").hasPrefix("# Recorded"))
  }

  @Test("A variable in an expectation is the script's own, whatever stands at the same place in the request")
  func expectations() throws {
    let text = try recorded(
      "get /maps/$m\nexpect $.id == $m\nget /user\nexpect $.name == $n.name",
      [.init(body: #"{"name":"Ada"}"#), .init(body: map), .init(body: #"{"name":"Ada"}"#)],
      variables: ["m": "AbCdEfGhIjKlMnOpQrStUv"], before: "n = get /user")
    #expect(!text.contains("$n") && text.contains("expect $.name == \"Ada\""), "\(text)")
    #expect(text.contains("get /maps/$m\nexpect $.id == $m\nget /user\n"), "\(text)")
  }

  @Test("A recording says that it needs --yes exactly when it is refused without")
  func deletions() throws {
    let scripts = ["map = post /maps title=A\ndelete /maps/$map", "map = get /maps/abcdefghij\ndelete /maps/$map"]
    for (script, isForeign) in zip(scripts, [false, true]) {
      let text = try recorded(script, [.init(body: map), .init(status: 204, body: "")])
      let shell = try ShellHarness()
      let whole = Script(parsing: text, source: .script("a.felt"), table: shell.executor.table)
      #expect(whole.foreignDeletions().isEmpty == !isForeign, "\(text)")
      #expect(text.contains("It needs --yes") == isForeign, "\(text)")
    }
  }
}
