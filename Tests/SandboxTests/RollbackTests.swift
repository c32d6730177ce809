import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct RollbackTests {
  @Test("A request that fails halfway through leaves everything as it was", arguments: TransportKind.allCases)
  func failures(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let group = try client.call("list_map_layer_groups", [map]).text("$[0].id")
    let element = try client.call("list_map_elements", [map]).text("$.features[0].id")
    let elementGroup = try client.call("list_map_element_groups", [map]).text("$[0].id")
    let point = #""type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}"#
    let before = client.service.state.serialized()
    for (target, body) in [
      ("/maps/\(map)/layers", #"[{"id":"\#(layer)","name":"X"},{"id":"nosuch"}]"#),
      ("/maps/\(map)/layer_groups", #"[{"name":"New"},{"id":"\#(group)","name":"X"},{"id":"nosuch","name":"X"}]"#),
      (
        "/maps/\(map)/elements",
        #"{"type":"FeatureCollection","features":[{\#(point),"properties":{}},"#
          + #"{\#(point),"properties":{"felt:id":"\#(element)","a":1}},{\#(point),"properties":{"felt:id":"x"}}]}"#
      ),
      (
        "/maps/\(map)/element_groups",
        ##"[{"name":"New"},{"id":"\##(elementGroup)","name":"X"},{"name":"X","color":"#zz"}]"##
      ),
      (
        "/duplicate_layers",
        #"[{"source_layer_id":"\#(layer)","destination_map_id":"\#(map)"},"#
          + #"{"source_layer_id":"x","destination_map_id":"\#(map)"}]"#
      ),
      ("/maps/\(map)/upload", #"{"name":"X","metadata":{"updated_at":"2026-02-30"}}"#),
    ] {
      #expect(try client.raw(.post, target, body: body).status == 422, "\(target)")
      #expect(client.service.state.serialized() == before, "\(target)")
    }
  }
}
