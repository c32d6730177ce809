import CommandLanguage
import Execution
import LineEditing
import Presentation
import Prompt
import ShellHarness
import Terminal
import Testing

@Suite struct HintTests {
  /// A shell on a terminal of a width, with its assistant.
  private func hint(_ line: String, width: Int = 100, after commands: String = "") throws -> String? {
    let shell = try ShellHarness(typed: [])
    shell.screen.messages.width = width
    shell.run(commands)
    let assistant = Assistant()
    shell.attach(assistant)
    return assistant.hint(line)
  }

  @Test(
    "The signature says what is still to be given",
    arguments: [
      ("show_map ", "<map_id>"), ("show_map abc", "show_map"), ("get /maps/abc", "show_map"),
      ("m = update_map $map title=x", "[basemap=]"), ("post /maps", "create_map "), ("create_project", "name="),
      ("POST /maps", "create_map "), ("export ", "curl|python"), ("get /library", "[source==]"),
      ("create_source name=x ", "connection[…]= [permissions"), ("update_map_layer x ", "[0][id]="),
    ])
  func signature(line: String, part: String) throws {
    let hint = try self.hint(line) ?? ""
    #expect(line == "show_map abc" ? hint.isEmpty : hint.contains(part), "\(hint)")
  }

  @Test("What was given is not asked for again")
  func given() throws {
    let hint = try #require(try self.hint("post /maps title=A lat=1 ", width: 200))
    #expect(!hint.contains("title=") && !hint.contains("[lat=]") && hint.contains("[lon=]"))
    #expect(try self.hint("post /maps {\"title\": \"A\"} ") == "create_map")
  }

  @Test("It is cut to the room there is, and left out where that is too little", arguments: [20, 39, 40, 60, 80])
  func room(width: Int) throws {
    let hint = try self.hint("post /maps ", width: width)
    if width < 40 {
      #expect(hint == nil)
    } else {
      let hint = try #require(hint)
      #expect(DisplayWidth.of("post /maps " + hint) < width - 1 && hint.hasSuffix("…"))
    }
    #expect(try self.hint("post /maps title=\"" + String(repeating: "x", count: width), width: width) == nil)
  }

  @Test("There is no hint for unknown words, in comments, in programs, and when hints are off")
  func none() throws {
    for line in ["", "nonsense ", "get", "get /nowhere", "# post /maps", "get /user | post /maps", "vars "] {
      #expect(try hint(line) == nil, "\(line)")
    }
    #expect(try hint("post /maps ", after: "hints off") == nil)
    #expect(try hint("post /maps ", after: "hints off\nhints on") != nil)
  }

  @Test("hints alone says how it stands, and takes nothing but on and off")
  func setting() throws {
    let shell = try ShellHarness(typed: [])
    shell.run("hints\nhints off\nhints")
    #expect(shell.screen.messageLines == ["hints on", "hints off"])
    #expect(shell.run("hints maybe").status == .refused)
  }
}
