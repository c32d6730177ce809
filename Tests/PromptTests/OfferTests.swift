import Execution
import Sandbox
import ShellHarness
import Terminal
import Testing

/// What TAB offers of what there is, and that commands take it.
@Suite struct OfferTests {
  let shell: ShellHarness

  init() throws {
    shell = try ShellHarness(sandbox: SandboxService(), typed: Array(repeating: "yes", count: 40))
    shell.type("ls\nls 'River survey'\nls 'Open city'\nm = get '/maps/Flood zones'\nls 'Bike network'")
    shell.screen.clear()
  }

  @Test(
    "Titles, ids and values are offered to the commands that take them",
    arguments: [
      ("ls Fl", "ls 'Flood zones'"), ("edit Fl", "edit 'Flood zones'"), ("open Fl", "open 'Flood zones'"),
      ("cd \"Ri", "cd \"River survey\""), ("export_map_comments $m format==", "export_map_comments $m format==csv"),
      ("post /maps basemap=", "post /maps basemap=satellite"), ("post /maps basemap=da", "post /maps basemap=dark"),
      ("show $m.ti", "show $m.title"), ("show --map $m.ele", "show --map $m.elements"),
      ("show --map $", "show --map $m"),
      ("$m.ti", "$m.title"), ("$", "$m"),
    ])
  func offered(line: String, expected: String) {
    #expect(shell.completions(of: line).contains(expected), "\(shell.completions(of: line))")
  }

  @Test(
    "Each of the things that are offered is taken by the command",
    arguments: [
      "move_map $m project_id=", "move_map $m project_id=Op", "show_map ", "show_map_layer $m ", "get /maps/$m/layers/",
      "get /maps/", "ls ", "cd ", "delete_map_element $m ", "update_map $m basemap=",
      "export_map_comments $m format==", "get /projects/", "list_map_layers ",
    ])
  func taken(line: String) throws {
    let offered = shell.completions(of: line).filter { !$0.hasSuffix("/permissions") && !$0.contains("--") }
    #expect(!offered.isEmpty)
    for line in offered.prefix(12) {
      shell.type("cd /")
      shell.screen.clear()
      #expect(shell.type(line) == .success, "\(line): \(shell.screen.messageText)")
    }
  }

  @Test("open offers what has a page")
  func pages() {
    #expect(!shell.completions(of: "open ").contains { $0.contains("River survey") })
    #expect(shell.completions(of: "ls ").contains { $0.contains("River survey") })
  }

  @Test("What was deleted is not offered, nor what was in it")
  func deleted() throws {
    shell.type(
      "map = post /maps title=Gone\nupload_map_layer $map name='Gone too' import_url=http://127.0.0.1:1/a.csv\nls $map")
    #expect(!shell.completions(of: "ls Gon").isEmpty)
    #expect(shell.completions(of: "get /maps/$map/layers/").count == 1)
    #expect(shell.type("delete /maps/$map") == .success)
    #expect(shell.completions(of: "ls Gon").isEmpty)
    #expect(shell.completions(of: "cd 'Gon").isEmpty)
    #expect(shell.completions(of: "get /maps/$map/layers/").isEmpty)
  }
}
