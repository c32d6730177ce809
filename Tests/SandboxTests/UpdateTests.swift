import FeltAPI
import HTTPTypes
import JSONText
import Sandbox
import Testing

@Suite("Updates")
struct UpdateTests {
  /// What differs between two responses, as paths of fields.
  private func difference(_ before: JSONValue, _ after: JSONValue, at place: String = "") -> Set<String> {
    guard case .object(let old) = before, case .object(let new) = after else {
      return before.isEqual(to: after) ? [] : [place]
    }
    let names = Set((old.members + new.members).map(\.name))
    return names.reduce(into: []) { result, name in
      let inner = place.isEmpty ? name : place + "." + name
      result.formUnion(difference(old[name] ?? .null, new[name] ?? .null, at: inner))
    }
  }

  @Test("A field that is given changes, and every other stays as it was", arguments: TransportKind.allCases)
  func partial(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.floodMap()
    let layer = try client.call("list_map_layers", [map]).text("$[0].id")
    let group = try client.call("list_map_layer_groups", [map]).text("$[0].id")
    let project = try client.call("list_projects").text("$[0].id")
    func check(
      _ path: String, _ update: String, _ body: String, _ fields: Set<String>,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let before = try client.raw(.get, path).value ?? .null
      let response = try client.raw(.post, update, body: body)
      #expect((200...202).contains(response.status), "\(body)", sourceLocation: sourceLocation)
      let after = try client.raw(.get, path).value ?? .null
      #expect(difference(before, after) == fields, "\(body)", sourceLocation: sourceLocation)
    }
    let maps = "/maps/\(map)"
    for (body, fields) in [
      (#"{"title":"A"}"#, ["title", "url"]), (#"{"basemap":"dark"}"#, ["basemap"]), ("{}", []), ("", []),
      (#"{"public_access":"private"}"#, ["public_access"]),
      (#"{"table_settings":{"default_table_layer_id":"\#(layer)"}}"#, ["table_settings.default_table_layer_id"]),
      (#"{"table_settings":{"viewers_can_open_table":false}}"#, ["table_settings.viewers_can_open_table"]),
      (#"{"viewer_permissions":{"can_duplicate_map":false}}"#, ["viewer_permissions.can_duplicate_map"]),
    ] as [(String, Set<String>)] { try check(maps, maps + "/update", body, fields) }
    let layers = maps + "/layers"
    for (field, fields) in [
      (#""name":"N""#, ["name"]), (#""caption":"C""#, ["caption", "subtitle"]),
      (#""subtitle":"S""#, ["caption", "subtitle"]), (#""legend_visibility":"hide""#, ["legend_visibility"]),
      (#""ordering_key":7"#, ["ordering_key"]), (#""metadata":{"license":"CC0"}"#, ["metadata.license"]),
      (#""metadata":{"source_name":"X","license":null}"#, ["metadata.license", "metadata.source_name"]),
      (#""refresh_period":"hour""#, ["refresh_period", "refresh_status", "next_refresh_at"]),
      (#""layer_group_id":null"#, []),
    ] as [(String, Set<String>)] { try check(layers + "/" + layer, layers, #"[{"id":"\#(layer)",\#(field)}]"#, fields) }
    let groups = maps + "/layer_groups/\(group)"
    try check(groups, groups, #"{"name":"G"}"#, ["name"])
    try check(groups, groups, #"{"visibility_interaction":"slider"}"#, ["visibility_interaction"])
    try check("/projects/\(project)", "/projects/\(project)/update", #"{"visibility":"private"}"#, ["visibility"])
  }

  @Test("Sources and credentials change field by field, and show no secret", arguments: TransportKind.allCases)
  func sources(_ kind: TransportKind) throws {
    let clock = TestClock()
    let client = try SandboxClient(kind, SandboxConfiguration(clock: { clock.now }, seed: 1, workTime: 0))
    let body = #"{"name":"S","connection":{"type":"s3_bucket","s3_uri":"s3://a","credentials":[]}}"#
    let source = try client.call("create_source", body: body).text("$.id")
    let credential = try client.call(
      "create_source_credential", [source],
      body: #"""
        {"name":"K","use_case":"source_authentication",
         "credential":{"type":"aws_assume_role","role_arn":"arn","role_session_name":"hunter2"}}
        """#)
    let before = try client.call("show_source", [source])
    clock.advance(by: 5)
    try client.call("update_source", [source], body: #"{"name":"T"}"#)
    let after = try client.call("show_source", [source])
    #expect(difference(before, after) == ["name", "updated_at"])
    let changed = try client.call(
      "update_source_credential", [source, credential.text("$.id")],
      body: #"{"credential":{"type":"aws_assume_role","role_arn":"other"}}"#)
    #expect(difference(credential, changed).isSubset(of: ["credential.role_arn", "updated_at"]))
    #expect(try changed.text("$.name") == "K")
    let wrong = try client.raw(
      .post, "/sources/\(source)/credentials/\(credential.text("$.id"))/update",
      body: #"{"credential":{"type":"key_pair","private_key":"x","private_key_name":"y"}}"#)
    #expect(wrong.status == 422)
    #expect(try wrong.value?.text("$.errors[0].source.pointer") == "/credential/type")
  }

  @Test("An element that is changed keeps the properties that are not given", arguments: TransportKind.allCases)
  func elements(_ kind: TransportKind) throws {
    let client = try SandboxClient(kind)
    let map = try client.call("create_map").text("$.id")
    func upsert(_ feature: String) throws -> JSONValue {
      try client.call("upsert_map_elements", [map], body: #"{"type":"FeatureCollection","features":[\#(feature)]}"#)
    }
    let point = #""geometry":{"type":"Point","coordinates":[1.50,2]}"#
    let made = try upsert(#"{"type":"Feature",\#(point),"properties":{"a":1,"b":[2]}}"#)
    let id = try made.text("$.features[0].id")
    #expect(try made.text("$.features[0].geometry.coordinates") == "[1.50,2]")
    let changed = try upsert(#"{"type":"Feature","id":"\#(id)","properties":{"a":3}}"#)
    #expect(try changed.text("$.features[0].properties.a") == "3")
    #expect(try changed.text("$.features[0].properties.b") == "[2]")
    #expect(try changed.text("$.features[0].geometry.coordinates") == "[1.50,2]")
    #expect(try client.call("list_map_elements", [map]).texts("$.features[*].id") == [id])
  }
}
