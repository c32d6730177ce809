import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct ComponentTests {
  /// The path of the seeded layer with shelters.
  private func shelters(_ client: SandboxClient) throws -> [String] {
    let map = try client.floodMap()
    return [map, try client.call("list_map_layers", [map]).text("$[?@.name == 'Shelters'].id")]
  }

  @Test("Components are created, shown, updated and deleted", arguments: TransportKind.allCases)
  func operations(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let layer = try shelters(client)
    #expect(try client.call("list_layer_components", layer).texts("$[*].title") == ["Average beds"])
    let body = #"{"type":"statistic","title":"T","data":{"aggregate":"count"},"config":{"viewport_mode":"global"}}"#
    let made = try client.call("create_layer_component", layer, body: body)
    let id = try made.text("$.id")
    #expect(try made.text("$.config.viewport_mode") == "global")
    #expect(try client.call("show_layer_component", layer + [id]) == made)
    #expect(try client.call("list_layer_components", layer).texts("$[*].title") == ["Average beds", "T"])
    try client.call("delete_layer_component", layer + [id])
    #expect(try client.raw(.get, "/maps/\(layer[0])/layers/\(layer[1])/components/\(id)").status == 404)
    #expect(try client.call("list_layer_components", layer).texts("$[*].title") == ["Average beds"])
  }

  @Test("An update replaces the data as a whole and changes single settings", arguments: TransportKind.allCases)
  func update(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let layer = try shelters(client)
    let component = try client.call("list_layer_components", layer)
    let path = layer + [try component.text("$[0].id")]
    let before = try component.text("$[0].config.viewport_mode")
    let body = #"{"data":{"aggregate":"count"},"config":{"reactive":false}}"#
    let after = try client.call("update_layer_component", path, body: body)
    #expect(try after.text("$.data") == #"{"aggregate":"count"}"#)
    #expect(try after.text("$.config.reactive") == "false")
    #expect(try after.text("$.config.viewport_mode") == before)
    #expect(try after.text("$.title") == "Average beds")
  }

  @Test(
    "Invalid components are rejected at the field",
    arguments: [
      (#"{"type":"pie_chart","data":{}}"#, "/type"), (#"{"type":"statistic"}"#, "/data"),
      (#"{"type":"statistic","data":{}}"#, "/data/aggregate"),
      (#"{"type":"statistic","data":{"aggregate":"product"}}"#, "/data/aggregate"),
      (#"{"type":"statistic","data":{"aggregate":"avg"}}"#, "/data/aggregate_by"),
      (#"{"type":"statistic","data":{"aggregate":"avg","aggregate_by":"nosuch"}}"#, "/data/aggregate_by"),
      (#"{"type":"filter","data":{},"config":{"viewport_mode":"x"}}"#, "/config/viewport_mode"),
    ])
  func invalid(body: String, pointer: String) throws {
    let client = try SandboxClient(.memory)
    let layer = try shelters(client)
    let response = try client.raw(.post, "/maps/\(layer[0])/layers/\(layer[1])/components", body: body)
    #expect(response.status == 422)
    #expect(try response.value?.text("$.errors[0].source.pointer") == pointer)
  }

  @Test("The type of a component can't be changed")
  func type() throws {
    let client = try SandboxClient(.memory)
    let layer = try shelters(client)
    let id = try client.call("list_layer_components", layer).text("$[0].id")
    let target = "/maps/\(layer[0])/layers/\(layer[1])/components/\(id)"
    let response = try client.raw(.post, target, body: #"{"type":"filter"}"#)
    #expect(try response.value?.text("$.errors[0].source.pointer") == "/type")
  }

  @Test("A layer's copy has components of its own", arguments: TransportKind.allCases)
  func copies(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let layer = try shelters(client)
    let map = try client.call("duplicate_map", [layer[0]]).text("$.id")
    let copy = try client.call("list_map_layers", [map]).text("$[?@.name == 'Shelters'].id")
    let components = try client.call("list_layer_components", [map, copy])
    #expect(try components.texts("$[*].title") == ["Average beds"])
    #expect(try components.text("$[0].id") != client.call("list_layer_components", layer).text("$[0].id"))
  }
}
