import CommandLanguage
import Execution
import FeltAPI
import Presentation
import Prompt
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct AliasTests {
  @Test("The first word of a command is written out, and what follows it stays")
  func expansion() throws {
    let shell = try ShellHarness()
    shell.type("alias m='post /maps'\nalias flood='m title=\"Flood zones\"'\nflood lat=1\n  m {\n\"title\": \"A\"}")
    #expect(shell.transport.requests.map(\.path) == ["/maps", "/maps"])
    #expect(shell.transport.lastBody == #"{"title":"A"}"# || shell.transport.lastBody?.contains("\"A\"") ?? false)
    shell.type("get /user m\nset m=1")
    #expect(shell.transport.requests.count == 2)
  }

  @Test("An alias in itself is not written out again, nor are two in a ring")
  func recursion() throws {
    let shell = try ShellHarness()
    #expect(shell.type("alias a='b x'\nalias b='a y'\na") == .refused)
    #expect(shell.screen.messageText.contains("there is no command a"))
  }

  @Test(
    "What is a command already cannot be hidden",
    arguments: [
      ("get=x", "get is a command"), ("GET=x", "GET is a command"), ("create_map=x", "create_map is an operation"),
      ("exit=x", "exit is a command"), ("a/b=x", "not a valid name"), ("x=", "one line"), ("x='get \"'", "quote"),
      ("x==y", "not a valid name"), ("x=y z", "nothing should follow here"),
    ])
  func refusal(definition: String, reason: String) throws {
    let shell = try ShellHarness()
    #expect(shell.type("alias \(definition)") == .refused)
    #expect(shell.screen.messageText.contains(reason), "\(shell.screen.messageText)")
  }

  @Test("Aliases are listed as they can be typed, shown by name, by help, and forgotten")
  func listing() throws {
    let shell = try ShellHarness()
    shell.type("alias zones='get /maps/$map'\nalias a='ls'\nalias\nalias zones\nhelp a\nunalias a zones\nalias")
    #expect(
      shell.screen.writtenText == """
        alias a="ls"
        alias zones='get /maps/$map'
        alias zones='get /maps/$map'
        alias a="ls"

        """)
    #expect(shell.screen.messageText.contains("There are no aliases"))
    #expect(shell.type("unalias zones") == .refused)
  }

  @Test("A recording has the command that an alias stands for")
  func recording() throws {
    let folder = try TemporaryFolder()
    let shell = try ShellHarness([.init(body: #"{"id":"1","title":"A"}"#)])
    shell.type("record \(folder.path)/r.felt\nalias m='post /maps'\nm title=A\nrecord off")
    let script = try folder.read("r.felt")
    #expect(script.contains("post /maps title=A") && !script.contains("m title") && !script.contains("alias"))
  }
}
