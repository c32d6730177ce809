import FeltAPI
import HTTPTypes
import JSONText
import RandomRequests
import Sandbox
import TestSupport
import Testing

@Suite("What belongs together")
struct ConsistencyTests {
  @Test("What is deleted takes what is in it along, and nothing else", arguments: TransportKind.allCases)
  func cascades(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let copy = try client.call("duplicate_map", [map]).text("$.id")
    let group = try client.call("list_map_layer_groups", [map]).text("$[0].id")
    let inside = try client.call("show_map_layer_group", [map, group]).texts("$.layers[*].id")
    let all = try client.call("list_map_layers", [map]).texts("$[*].id")
    #expect(inside.count == 2 && all.count == 3)
    try client.call("delete_map_layer_group", [map, group])
    #expect(Set(try client.call("list_map_layers", [map]).texts("$[*].id")) == Set(all).subtracting(inside))
    try client.call("delete_map", [map])
    for path in ["", "/layers", "/elements", "/element_groups", "/comments/export", "/layers/\(all[2])"] {
      #expect(try client.raw(.get, "/maps/\(map)\(path)").status == 404, "\(path)")
    }
    // The copy has things of its own.
    let shown = try client.call("show_map", [copy])
    #expect(try shown.texts("$.layers[*].id").count == 3)
    #expect(Set(try shown.texts("$.layers[*].id")).isDisjoint(with: all))
    #expect(try shown.texts("$.layer_groups[0].layers[*].name") == ["Flood extent", "Levees"])
    #expect(try shown.texts("$.element_groups[0].elements.features[*].id").count == 3)
    #expect(try client.call("export_map_comments", [copy]).texts("$[*].id") == [])
    let layer = try shown.text("$.layers[0].id")
    try client.call("create_map_layer_export_link", [copy, layer])
    let project = try shown.text("$.project_id")
    try client.call("delete_project", [project])
    #expect(try client.raw(.get, "/maps/\(copy)").status == 404)
    #expect(try client.call("list_projects").texts("$[*].name") == ["Open city"])
  }

  @Test(
    "A map is moved to a folder and to a project, and to nothing that is not there", arguments: TransportKind.allCases)
  func moves(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let projects = try client.call("list_projects").texts("$[*].id")
    let folder = try client.call("show_project", [projects[1]]).text("$.maps[?@.folder_id != null].folder_id")
    let map = try client.floodMap()
    let moved = try client.call("move_map", [map], body: #"{"folder_id":"\#(folder)"}"#)
    #expect(try [moved.text("$.project_id"), moved.text("$.folder_id")] == [projects[1], folder])
    let back = try client.call("move_map", [map], body: #"{"project_id":"\#(projects[0])"}"#)
    #expect(try [back.text("$.project_id"), back.text("$.folder_id")] == [projects[0], "null"])
    let copy = try client.call("duplicate_map", [map], body: #"{"destination":{"folder_id":"\#(folder)"}}"#)
    #expect(try copy.text("$.folder_id") == folder)
    for (body, pointer) in [(#"{"folder_id":"x"}"#, "/folder_id"), (#"{"project_id":"x"}"#, "/project_id")] {
      let response = try client.raw(.post, "/maps/\(map)/move", body: body)
      #expect(try response.value?.text("$.errors[0].source.pointer") == pointer)
    }
  }

  @Test("Layers come in the order of their keys, in their map and in their group", arguments: TransportKind.allCases)
  func order(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layers = try client.call("list_map_layers", [map]).texts("$[*].id")
    let body = layers.enumerated().map { #"{"id":"\#($1)","ordering_key":\#(10 - $0)}"# }.joined(separator: ",")
    try client.call("update_map_layer", [map], body: "[\(body)]")
    #expect(try client.call("list_map_layers", [map]).texts("$[*].id") == layers.reversed())
    #expect(try client.call("show_map", [map]).texts("$.layers[*].id") == layers.reversed())
    #expect(try client.call("list_map_layer_groups", [map]).texts("$[0].layers[*].name") == ["Levees", "Flood extent"])
  }

  @Test(
    "The other workspace's token finds nothing of the first's, by whatever operation", arguments: TransportKind.allCases
  )
  func isolation(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let group = try client.call("list_map_layer_groups", [map]).text("$[0].id")
    let connection = #"{"name":"S","connection":{"type":"wfs","url":"https://example.com/wfs"}}"#
    let known = [
      "map_id": map, "layer_id": layer, "layer_group_id": group,
      "project_id": try client.call("list_projects").text("$[0].id"),
      "source_id": try client.call("create_source", body: connection).text("$.id"),
      "group_id": try client.call("list_map_element_groups", [map]).text("$[0].id"),
      "element_id": try client.call("list_map_elements", [map]).text("$.features[0].id"),
      "comment_id": try client.call("export_map_comments", [map]).text("$[0].id"),
    ]
    let before = try client.call("show_map", [map])
    var other = client
    other.token = client.service.secondToken
    for operation in Catalogue.operations where !operation.path.parameterNames.isEmpty {
      let values = operation.path.parameterNames.map { ($0, known[$0] ?? "x") }
      let path = try operation.path.expand(Dictionary(uniqueKeysWithValues: values))
      let query = operation.query.filter(\.isRequired).map { "?\($0.name)=a%40b.example" }.joined()
      let response = try other.raw(operation.method, path + query, body: operation.body.map(Sample.text) ?? "")
      #expect(response.status == 404, "\(operation.name)")
    }
    #expect(try client.call("show_map", [map]) == before)
    let copies = #"[{"source_layer_id":"\#(layer)","destination_map_id":"\#(map)"}]"#
    #expect(try other.raw(.post, "/duplicate_layers", body: copies).status == 422)
    #expect(try other.call("list_library_layers", query: "source=workspace").texts("$.layers[*].id") == [])
  }

  @Test("Every geometry type is taken, and what is none is refused with its place", arguments: TransportKind.allCases)
  func geometries(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    var random = SeededRandom(3)
    var types: Set<String> = []
    for _ in 0..<60 {
      let geometry = GeometryMaker.geometry(&random)
      types.insert(try geometry.text("$.type"))
      let response = try upsert(client, map, try geometry.text("$"))
      #expect(response.status == 200)
      #expect(try response.value?.text("$.features[0].geometry.type") == geometry.text("$.type"))
    }
    #expect(types.count == 7)
    for (geometry, place) in [
      ("{}", "/type"), (#"{"type":"Circle","coordinates":[1,2]}"#, "/type"), (#"{"type":"Point"}"#, "/coordinates"),
      (#"{"type":"Point","coordinates":[1]}"#, "/coordinates"),
      (#"{"type":"Point","coordinates":["1",2]}"#, "/coordinates"),
      (#"{"type":"LineString","coordinates":[[1,2]]}"#, "/coordinates"),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#, "/coordinates/0"),
      (#"{"type":"GeometryCollection","geometries":[{"type":"Point"}]}"#, "/geometries/0/coordinates"),
    ] {
      let response = try upsert(client, map, geometry)
      #expect(response.status == 422, "\(geometry)")
      #expect(try response.value?.text("$.errors[0].source.pointer") == "/features/0/geometry" + place)
    }
    #expect(try client.call("list_map_elements", [map]).texts("$.features[*].id").count == 60)
  }

  private func upsert(_ client: SandboxClient, _ map: String, _ geometry: String) throws -> SandboxClient.Response {
    let feature = #"{"type":"Feature","geometry":\#(geometry),"properties":{}}"#
    return try client.raw(
      .post, "/maps/\(map)/elements", body: #"{"type":"FeatureCollection","features":[\#(feature)]}"#)
  }

  @Test("There are two projects with four maps in the beginning, or nothing when that was asked for")
  func seeds() throws {
    let client = try SandboxClient(.memory)
    #expect(try client.call("list_projects").texts("$[*].id").count == 2)
    let maps = try client.mapIDs().map { try client.call("show_map", [$0]) }
    #expect(maps.count == 4)
    for map in maps { #expect(try map.texts("$.layers[?@.status == 'completed'].id").count > 0) }
    #expect(try client.call("export_map_comments", [client.floodMap()]).texts("$[*].replies[*].id").count == 1)
    let empty = try SandboxClient(.memory, SandboxConfiguration(seed: 1, isEmpty: true))
    #expect(try empty.call("list_projects").texts("$[*].id") == [])
    #expect(try empty.call("create_map").text("$.title") == "Untitled Map")
  }
}
