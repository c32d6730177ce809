import CommandLanguage
import Execution
import FeltAPI
import HTTPTypes
import LineEditing
import Presentation
import Prompt
import Sandbox
import ShellHarness
import Terminal
import Testing

/// A shell that talks to a sandbox in memory.
private func sandboxShell(_ screen: MemoryScreen = MemoryScreen()) throws -> ShellHarness {
  try ShellHarness(sandbox: SandboxService(configuration: SandboxConfiguration(workTime: 0)), screen: screen)
}

@Suite struct HelpExampleTests {
  /// What the examples' variables stand for.
  private static let setUp = """
    project = create_project name=P visibility=workspace
    map = create_map title=M
    group = update_map_layer_groups $map [0][name]=G
    set group=$group[0]
    upload_map_layer $map name=L import_url=https://example.com/l.geojson
    layer = show_map_layer $map $_.layer_id
    export = create_map_layer_custom_export $map $layer output_format=csv
    source = create_source name=S connection[type]=wfs connection[url]=https://example.com/wfs
    source = show_source $source
    credential = create_source_credential $source name=C use_case=source_authentication credential[type]=snowflake_pat credential[token]=x
    element_group = upsert_map_element_groups $map [0][name]=E
    set element_group=$element_group[0].id
    features = upsert_map_elements $map {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}
    set element=$features.features[0].properties['felt:id']
    component = create_layer_component $map $layer type=statistic title=S data[aggregate]=count
    """

  /// A comment can only be made in Felt's own pages; the sandbox has one in its first map.
  private static let comment = """
    project = list_projects
    project = show_project $project[0].id
    map = show_map $project.maps[0].id
    comments = export_map_comments $map
    set comment=$comments[0].id
    """

  @Test("The example of every operation's help runs in the sandbox", arguments: Catalogue.operations.map(\.name))
  func example(name: String) throws {
    let operation = try #require(Catalogue.operation(named: name))
    let screen = MemoryScreen()
    let runner = try sandboxShell(screen)
    let setUp = operation.path.parameterNames.contains("comment_id") ? Self.comment : Self.setUp
    #expect(runner.run(setUp).status == .success, "\(screen.messageText)")
    screen.clear()
    #expect(
      runner.run("\(operation.example)\nexpect status \(operation.successStatus)").status == .success,
      "\(screen.messageText)")
  }
}

@Suite struct PlaceTests {
  private func run(_ script: String) throws -> (text: String, messages: String, status: Execution.ExitStatus) {
    let screen = MemoryScreen()
    let status = try sandboxShell(screen).run(script).status
    return (screen.writtenText, screen.messageText, status)
  }

  @Test("ls lists what there is by title, and cd goes there")
  func tree() throws {
    let top = try run("ls")
    #expect(top.text.contains("project\tRiver survey\t"))
    let map = try run("cd 'River survey'\ncd 'Flood zones'\nls\npwd")
    #expect(map.status == .success, "\(map.messages)")
    #expect(map.text.contains("layer\tFlood extent\t"))
    #expect(map.text.contains("group\tHazard\t"))
    #expect(map.text.contains("element\tCulvert blocked\t"))
    #expect(map.text.hasSuffix("  River survey / Flood zones\n"))
  }

  @Test("ls shows the components of a layer, and says of one that nothing is in it")
  func components() throws {
    let layer = try run("cd 'Flood zones'\nls Shelters\nls Levees\ncd Shelters\nls")
    #expect(layer.status == .success, "\(layer.messages)")
    let lines = layer.text.split(separator: "\n").filter { $0.hasPrefix("component\t") }
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("component\tAverage beds\t") }, "\(layer.text)")
    #expect(lines.allSatisfy { $0.hasSuffix("\tstatistic") }, "\(layer.text)")
    #expect(layer.messages.contains("nothing here"), "\(layer.messages)")
    let component = try run("cd 'Flood zones'\ncd Shelters\ncd Average")
    #expect(component.messages.contains("Average beds"), "\(component.messages)")
  }

  @Test("A map is found from the top by the beginning of its title, and .. goes back")
  func shortcuts() throws {
    let run = try run("cd bike\npwd\ncd protected\npwd\ncd ..\ncd ..\npwd\ncd /\npwd")
    #expect(run.status == .success, "\(run.messages)")
    let lines = run.text.split(separator: "\n")
    try #require(lines.count == 4)
    #expect(lines[0].hasSuffix("  Open city / Bike network"))
    #expect(lines[1].hasSuffix("  Open city / Bike network / Protected lanes"))
    #expect(lines[2].hasSuffix("  Open city"))
    #expect(lines[3] == "/")
  }

  @Test("Requests and ids are relative to where cd went")
  func relative() throws {
    let run = try run(
      "cd 'Flood zones'\nget layers --select $[0].name\nget . --select $.title\npost update title=Floods\nexpect $.title == Floods"
    )
    #expect(run.status == .success, "\(run.messages)")
    #expect(run.text.hasPrefix("\"Flood extent\"\n\"Flood zones\"\n"))
  }

  @Test("A page's address stands for the map's id")
  func pages() throws {
    let run = try run(
      "map = create_map title='A map'\nshow_map $map.url --select $.title\nget /maps/$map.url --select $.title\ncd $map.url\nget . --select $.title"
    )
    #expect(run.status == .success, "\(run.messages)")
    #expect(run.text.hasSuffix("\"A map\"\n\"A map\"\n\"A map\"\n"))
  }

  @Test("A title nearly right gets a suggestion, and one of nothing a message")
  func nearMisses() throws {
    let near = try run("cd 'River survye'")
    #expect(near.status == .refused)
    #expect(near.messages.contains("did you mean \"River survey\"?"))
    #expect(try run("cd /maps/nosuchmap").status == .clientError)
    #expect(
      try run("cd 'Flood zones'\ncd 'Culvert blocked'").messages.contains("there is nothing inside the element"))
  }

  @Test("A place that is renamed has its new name, and one that is deleted is left")
  func changedPlaces() throws {
    let map = #"{"id":"m1","title":"Old"}"#
    let shell = try ShellHarness(
      [.init(body: map), .init(body: #"{"id":"m1","title":"New"}"#), .init(status: 204, body: "", headers: [:])],
      typed: ["yes"])
    #expect(shell.type("cd /maps/m1") == .success)
    #expect(shell.session.locations.map(\.title) == ["Old"])
    #expect(shell.type("update_map title=New") == .success, "\(shell.screen.messageText)")
    #expect(shell.session.locations.map(\.title) == ["New"])
    #expect(shell.type("delete_map") == .success, "\(shell.screen.messageText)")
    #expect(shell.session.locations == [])
  }
}
