import Execution
import FeltAPI
import Sandbox
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct TitleTests {
  let shell: ShellHarness

  init() throws {
    shell = try ShellHarness(sandbox: SandboxService(), typed: [])
  }

  /// What the last request was sent to.
  private var path: String { shell.session.last?.request.path ?? "" }

  private func id(_ line: String) throws -> String {
    shell.screen.clear()
    #expect(shell.type(line) == .success)
    return shell.screen.writtenText.filter { !"\"\n".contains($0) }
  }

  @Test("A variable alone is shown, and so is a part of it")
  func variables() throws {
    shell.type("map = post /maps title=Sites")
    shell.screen.clear()
    #expect(shell.type("$map.title\n$map --select $.basemap\n$map.layers") == .success)
    #expect(shell.screen.writtenText.hasSuffix("\"Sites\"\n\"default\"\n[]\n"))
    #expect(shell.type("$nothing") == .refused)
    #expect(shell.type("$map = 3") == .refused)
  }

  @Test("Operations take the ids that they are not given from where cd went")
  func location() throws {
    #expect(shell.type("cd bike") == .success)
    let here = shell.session.path
    for (line, path) in [
      ("list_map_layers", here + "/layers"), ("show_map", here), ("update_map title=Bikes", here + "/update"),
    ] {
      #expect(shell.type(line) == .success, "\(line)")
      #expect(self.path == path)
    }
    let layer = try id("get layers --select $[0].id --raw")
    #expect(shell.type("show_map_layer \(layer)") == .success)
    #expect(path == "\(here)/layers/\(layer)")
    #expect(shell.type("cd \(layer)\nshow_map_layer\nlist_map_layers") == .success)
    #expect(path == here + "/layers")
    shell.type("cd /")
    #expect(shell.type("list_map_layers") == .refused)
  }

  @Test("ls, cd and edit take a variable for the thing that it holds", arguments: ["ls", "cd"])
  func places(command: String) throws {
    shell.type("cd bike\nmap = get .\nlayers = get layers\ncd /")
    let map = try id("$map.id --raw")
    shell.screen.clear()
    #expect(shell.type("\(command) $map") == .success)
    if command == "cd" { #expect(shell.session.path == "/maps/\(map)") }
    #expect(shell.type("cd /\n\(command) $layers[0]") == .success)
    #expect(shell.type("cd $layers[0]") == .success)
    #expect(shell.session.path.hasPrefix("/maps/\(map)/layers/"))
  }

  @Test(
    "A title stands for an id in a path, as an operation's argument and in an id field",
    arguments: [
      "get '/maps/Flood zones'", "show_map \"flood zones\"", "get '/projects/River survey'", "show_project 'open city'",
      "move_map 'Bike network' project_id='River survey'", "ls 'Flood zones'",
    ])
  func titles(line: String) throws {
    shell.type("ls\nls 'River survey'\nls 'Open city'")
    shell.screen.clear()
    #expect(shell.type(line) == .success, "\(shell.screen.messageText)")
  }

  @Test("A title that nothing has shown yet is looked for")
  func unseen() throws {
    #expect(shell.type("show_map 'Flood zones'") == .success)
    #expect(shell.type("show_map 'No such map'") == .refused)
    #expect(shell.screen.messageText.contains("there is nothing called No such map here"))
  }

  @Test(
    "What is in the map that cd went to is called by its title, and looked for when nothing has shown it yet",
    arguments: [
      ("show_map_layer Levees --select $.name", "Levees"),
      ("show_map_layer 'flood extent' --select $.name", "Flood extent"),
      ("show_map_layer 'Flood zones' Levees --select $.name", "Levees"),
      ("get layers/Levees --select $.name", "Levees"),
      ("get '/maps/Flood zones/layers/Levees' --select $.name", "Levees"),
      ("update_map_layer [0][id]=Levees [0][name]=Dykes --select $[0].name", "Dykes"),
      ("show_map_layer_group Hazard --select $.name", "Hazard"),
      ("get 'element_groups/Field notes' --select $.type", "FeatureCollection"),
      ("upsert_map_element_groups [0][id]='Field notes' [0][name]=Notes --select $[0].name", "Notes"),
      (
        "duplicate_map_layers [0][source_layer_id]=Levees [0][destination_map_id]='Gauging stations' --select $.layers[0].name",
        "Levees"
      ),
    ])
  func inside(line: String, expected: String) throws {
    #expect(shell.type("cd 'Flood zones'") == .success)
    #expect(try id(line) == expected, "\(shell.screen.messageText)")
  }

  @Test("A file is the whole body where the map is left to the place that cd went to")
  func bodyFile() throws {
    let folder = try TemporaryFolder()
    let feature =
      #"{"type":"Feature","properties":{"text":"Here"},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    let file = try folder.write(#"{"type":"FeatureCollection","features":[\#(feature)]}"#, to: "f.json")
    shell.type("cd 'Flood zones'")
    #expect(shell.type("upsert_map_elements @\(file)") == .success, "\(shell.screen.messageText)")
    #expect(path == shell.session.path + "/elements")
    #expect(shell.completions(of: "upsert_map_elements @\(folder.path)/f").contains("upsert_map_elements @\(file)"))
  }

  @Test("A title that the map does not have is told before anything is sent")
  func nothingInside() throws {
    shell.type("cd 'Flood zones'")
    #expect(shell.type("update_map_layer [0][id]=Leves [0][name]=x") == .refused)
    #expect(shell.screen.messageText.contains("there is nothing called Leves here"))
    #expect(shell.screen.messageText.contains("did you mean \"Levees\"?"))
    #expect(shell.session.last == nil)
  }

  @Test("What the shell reads for itself sets no variable, and what a person makes does")
  func variablesOfReads() throws {
    shell.type("cd 'Flood zones'\nls\nget layers/Levees")
    #expect(shell.session.variables.isEmpty, "\(shell.session.variables.keys)")
    shell.type("post /maps title=A")
    #expect(shell.session.variables.count == 1)
  }

  @Test("Of two maps with one title neither is guessed")
  func ambiguous() throws {
    shell.type("post /maps title='Two of these'\npost /maps title='Two of these'")
    shell.screen.clear()
    #expect(shell.type("delete '/maps/Two of these'") == .refused)
    #expect(shell.type("show_map 'Two of these'") == .refused)
    #expect(shell.screen.messageText.contains("2 resources here are called Two of these"))
  }
}
