import CommandLanguage
import Execution
import LineEditing
import Presentation
import Prompt
import ShellHarness
import Testing

@Suite struct JSONPathCompletionTests {
  private let shell: ShellHarness

  init() throws {
    let body = """
      {"id": "m1", "title": "Flood zones", "layers": [{"id": "l1", "name": "Roads", "my style": 1}, {"id": "l2"}],
       "links": {"self": "x"}, "empty": []}
      """
    shell = try ShellHarness([.init(body: body), .init(body: "[\(body)]")], typed: [])
    shell.run("map = get /maps/m1")
  }

  private func complete(_ line: String) -> [String] { shell.completions(of: line) }

  @Test(
    "A JSONPath is completed with what the last response has",
    arguments: [
      ("show $.ti", ["show $.title"]), ("show .ti", ["show .title"]), ("show $.l", ["show $.layers", "show $.links"]),
      ("show $.layers", ["show $.layers[*]", "show $.layers[0]", "show $.layers[-1]"]),
      ("show $.layers[", ["show $.layers[*]", "show $.layers[0]", "show $.layers[-1]"]),
      ("show $.layers[*].n", ["show $.layers[*].name"]), ("show $.layers[0]['", ["show $.layers[0]['my style']"]),
      ("show $.links.", ["show $.links.self"]), ("show $..na", ["show $..name"]), ("show $.nothing", []),
      ("get /maps/x --select $.ti", ["get /maps/x --select $.title"]), ("expect $.ti", ["expect $.title"]),
      ("expect count($.la", ["expect count($.layers"]), ("expect not $.ti", ["expect not $.title"]),
      ("expect $.title == ", ["expect $.title == \"Flood zones\""]), ("show '$.ti", ["show '$.title"]),
      ("table ti", ["table title"]), ("table id,ti", ["table id,title"]), ("table $.ti", ["table $.title"]),
      ("get /maps --table id,ti", ["get /maps --table id,title"]),
      ("diff $map @x --ignore $.ti", ["diff $map @x --ignore $.title"]),
      ("show ", ["show $.id", "show $.title", "show $.layers", "show $.links", "show $.empty"]),
    ])
  func paths(line: String, completed: [String]) {
    #expect(complete(line) == completed)
  }

  @Test(
    "Variables are completed, and what is inside of them",
    arguments: [
      ("get /maps/$m", ["get /maps/$map"]), ("show_map $map.la", ["show_map $map.layers"]),
      ("get /maps/$map.layers[0].na", ["get /maps/$map.layers[0].name"]),
      ("post /maps title=$map.ti", ["post /maps title=$map.title"]),
      ("post /maps title=\"In ${map.ti", ["post /maps title=\"In ${map.title"]),
      ("get /maps/$map.links", ["get /maps/$map.links.self"]), ("get /maps/$_.ti", ["get /maps/$_.title"]),
      ("diff $m", ["diff $map"]), ("get /maps/$nothing.x", []),
    ])
  func variables(line: String, completed: [String]) {
    #expect(complete(line) == completed)
  }

  @Test("What is listed beside a name says what it holds")
  func details() {
    let list = shell.completer.complete("show $.", 7)
    #expect(list.candidates.map(\.detail) == ["\"m1\"", "\"Flood zones\"", "2 elements", "1 member", "0 elements"])
    #expect(list.candidates.map(\.isFinal) == [true, true, false, false, false])
  }

  @Test("A list at the top is gone into by its elements")
  func list() {
    shell.run("get /maps/m2")
    #expect(complete("show $") == ["show $[*]", "show $[0]", "show $_", "show $map"])
    #expect(complete("table ti") == ["table title"])
  }
}

@Suite struct UntrustedCompletionTests {
  @Test("What a server says cannot lead elsewhere, nor put control characters into the line")
  func untrusted() throws {
    let body = #"""
      {"maps": [{"type": "map", "id": "../user?x=", "title": "A"}, {"type": "map", "id": "ok-1", "title": "B\u001b[2Jx"}],
       "a\nb": 1, "\u202eevil": 2}
      """#
    let shell = try ShellHarness([.init(body: body)], typed: [])
    shell.run("get /projects/p")
    let ids = shell.completer.complete("get /maps/", 10).candidates
    #expect(ids.map(\.replacement) == ["/maps/ok-1"] && ids.map(\.label) == ["B\\u001b[2Jx"])
    let titles = shell.completer.complete("cd ", 3).candidates
    #expect(titles.map(\.replacement) == [#""B\u001b[2Jx""#])
    #expect(shell.completer.complete("show $.", 7).candidates.map(\.replacement) == [".maps"])
  }
}
