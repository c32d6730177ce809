import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite struct OperationTests {
  @Test(
    "Accounts, maps and projects are made, shown, changed and deleted, each response as its schema says",
    arguments: TransportKind.allCases)
  func mapsAndProjects(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    #expect(try client.call("show_current_user").text("$.name") == "Ada Marsh")
    let project = try client.call("create_project", body: #"{"name":"P","visibility":"private"}"#).text("$.id")
    let map = try client.call("create_map", body: #"{"title":"My newly created map","public_access":"view_only"}"#)
    let id = try map.text("$.id")
    #expect(try map.text("$.public_access") == "view_only")
    #expect(try map.text("$.created_at") == "2026-09-21T14:13:20Z")
    let updated = try client.call(
      "update_map", [id], body: #"{"title":"B","viewer_permissions":{"can_export_data":false}}"#)
    #expect(try updated.text("$.title") == "B")
    #expect(try updated.text("$.public_access") == "view_only")
    #expect(try updated.text("$.viewer_permissions.can_export_data") == "false")
    #expect(try updated.text("$.viewer_permissions.can_duplicate_map") == "true")
    #expect(try client.call("move_map", [id], body: #"{"project_id":"\#(project)"}"#).text("$.project_id") == project)
    #expect(try client.call("show_project", [project]).text("$.maps[0].id") == id)
    let copy = try client.call("duplicate_map", [id], body: #"{"title":"C"}"#).text("$.id")
    #expect(copy != id)
    #expect(try client.call("update_project", [project], body: #"{"name":"Q"}"#).text("$.visibility") == "private")
    try client.call("delete_map", [copy])
    try client.call("delete_project", [project])
    #expect(try client.raw(.get, "/maps/\(id)").status == 404)
  }

  @Test("Layers and their groups keep their order, their styles and their places", arguments: TransportKind.allCases)
  func layers(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layers = try client.call("list_map_layers", [map])
    let layer = try layers.text("$[?@.name == 'Shelters'].id")
    let group = try client.call("list_map_layer_groups", [map]).text("$[0].id")
    #expect(try client.call("show_map_layer", [map, layer]).text("$.name") == "Shelters")
    #expect(try client.call("show_map_layer_group", [map, group]).text("$.layers[1].name") == "Levees")
    let body = #"[{"id":"\#(layer)","name":"Extents","layer_group_id":"\#(group)","metadata":{"license":"CC0"}}]"#
    #expect(try client.call("update_map_layer", [map], body: body).text("$[0].metadata.license") == "CC0")
    let names = try JSONPath(parsing: "$.layers[*].name").evaluate(
      on: client.call("show_map_layer_group", [map, group]))
    #expect(names.contains { $0.value == .string("Extents") })
    let style = #"{"style":{"type":"heatmap"}}"#
    #expect(try client.call("update_map_layer_style", [map, layer], body: style).text("$.style.type") == "heatmap")
    try client.call("update_map_layer_group", [map, group], body: #"{"caption":"c"}"#)
    try client.call("update_map_layer_groups", [map], body: #"[{"name":"New"},{"id":"\#(group)","name":"Old"}]"#)
    try client.call("publish_map_layer", [map, layer], body: #"{"name":"L"}"#)
    try client.call("publish_map_layer_group", [map, group])
    #expect(try client.call("list_library_layers").text("$.layers[0].name") == "L")
    let other = try client.call("create_map").text("$.id")
    let copies =
      #"[{"source_layer_id":"\#(layer)","destination_map_id":"\#(other)"},{"source_layer_group_id":"\#(group)","destination_map_id":"\#(other)"}]"#
    try client.call("duplicate_map_layers", body: copies)
    #expect(try client.call("show_map", [other]).text("$.layer_groups[0].layers[1].name") == "Levees")
    try client.call("create_map_layer_export_link", [map, layer])
    let export = try client.call("create_map_layer_custom_export", [map, layer], body: #"{"output_format":"csv"}"#)
      .text("$.export_request_id")
    let statuses = try (0..<4).map { _ in
      try client.call("poll_map_layer_custom_export", [map, layer, export]).text("$.status")
    }
    #expect(statuses.first == "in_progress" && statuses.last == "completed")
    try client.call("refresh_map_layer", [map, layer])
    try client.call("delete_map_layer", [map, layer])
    try client.call("delete_map_layer_group", [map, group])
    #expect(try client.raw(.get, "/maps/\(map)/layer_groups/\(group)").status == 404)
    #expect(try client.call("list_map_layer_groups", [map]).text("$[0].name") == "New")
  }

  @Test("Uploads response with an address, imports with a layer", arguments: TransportKind.allCases)
  func uploads(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    let upload = try client.call("upload_map_layer", [map], body: #"{"name":"Roads"}"#)
    #expect(try client.call("show_map_layer", [map, upload.text("$.layer_id")]).text("$.status") == "uploading")
    let imported = try client.call(
      "upload_map_layer", [map], body: #"{"name":"R","import_url":"https://example.com/r"}"#)
    #expect(try imported.text("$.url") == "null")
    let connection = #"{"type":"wfs","url":"https://example.com/wfs"}"#
    let source = try client.call("create_source", body: #"{"name":"S","connection":\#(connection)}"#).text("$.id")
    let dataset = try client.call("show_source", [source]).text("$.datasets[0].id")
    try client.call("add_map_layer_from_source", [map], body: #"{"from":"dataset","dataset_id":"\#(dataset)"}"#)
    #expect(try JSONPath(parsing: "$[*]").evaluate(on: client.call("list_map_layers", [map])).count == 3)
  }

  @Test("Elements are made and changed by id, of every kind of geometry", arguments: TransportKind.allCases)
  func elements(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    let group = try client.call("upsert_map_element_groups", [map], body: ##"[{"name":"G","color":"#000000"}]"##).text(
      "$[0].id")
    let geometries = [
      #"{"type":"Point","coordinates":[1,2]}"#, #"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#,
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#, #"{"type":"MultiPoint","coordinates":[[1,2]]}"#,
    ]
    for geometry in geometries {
      let feature = #"{"type":"Feature","geometry":\#(geometry),"properties":{"name":"x","felt:parentId":"\#(group)"}}"#
      let made = try client.call(
        "upsert_map_elements", [map], body: #"{"type":"FeatureCollection","features":[\#(feature)]}"#)
      let id = try made.text("$.features[0].properties['felt:id']")
      let change = #"{"type":"Feature","geometry":\#(geometry),"properties":{"felt:id":"\#(id)","name":"y"}}"#
      try client.call("upsert_map_elements", [map], body: #"{"type":"FeatureCollection","features":[\#(change)]}"#)
    }
    let all = try client.call("list_map_elements", [map])
    #expect(try JSONPath(parsing: "$.features[?@.properties.name == 'y']").evaluate(on: all).count == geometries.count)
    #expect(try client.call("show_map_element_group", [map, group]).text("$.features[0].properties.name") == "y")
    try client.call("list_map_element_groups", [map])
    try client.call("delete_map_element", [map, try all.text("$.features[0].properties['felt:id']")])
    #expect(try JSONPath(parsing: "$.features[*]").evaluate(on: client.call("list_map_elements", [map])).count == 3)
  }

  @Test("Comments are exported, resolved and deleted, and embed tokens expire", arguments: TransportKind.allCases)
  func comments(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let comment = try client.call("export_map_comments", [map], query: "format=json").text("$[0].id")
    try client.call("resolve_map_comment", [map, comment])
    try client.call("delete_map_comment", [map, comment])
    #expect(try client.raw(.post, "/maps/\(map)/comments/\(comment)/resolve").status == 404)
    let token = try client.call("create_map_embed_token", [map], query: "user_email=ada%40example.com")
    #expect(try token.text("$.expires_at") == "2026-09-21T14:28:20Z")
  }

  @Test("Sources take secrets and never give them back", arguments: TransportKind.allCases)
  func sources(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let connection = #"{"type":"postgresql","host":"h","database":"d","user":"u","password":"hunter2"}"#
    let source = try client.call("create_source", body: #"{"name":"DB","connection":\#(connection)}"#).text("$.id")
    let shown = try client.call("show_source", [source])
    #expect(try shown.text("$.connection.host") == "h")
    #expect(!String(decoding: shown.serialized(), as: UTF8.self).contains("hunter2"))
    try client.call("update_source", [source], body: #"{"name":"DB2","connection":{"type":"postgresql","host":"i"}}"#)
    #expect(try client.call("show_source", [source]).text("$.connection.database") == "d")
    try client.call("sync_source", [source])
    let credential = try client.call(
      "create_source_credential", [source],
      body:
        #"{"name":"K","use_case":"source_authentication","credential":{"type":"aws_assume_role","role_arn":"r","role_session_name":"s"}}"#
    )
    .text("$.id")
    try client.call("update_source_credential", [source, credential], body: #"{"name":"K2"}"#)
    try client.call("delete_source_credential", [source, credential])
    try client.call("delete_source", [source])
  }

  @Test("Two workspaces see nothing of each other", arguments: TransportKind.allCases)
  func workspaces(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map", body: #"{"title":"Mine"}"#).text("$.id")
    var other = client
    other.token = client.service.secondToken
    #expect(try other.raw(.get, "/maps/\(map)").status == 404)
    #expect(try other.call("show_current_user").text("$.name") == "Grace Field")
  }
}
