import FeltAPI
import HTTPTypes
import JSONText
import TestSupport
import Testing

@Suite("Ids in the catalogue")
struct IdentifierTests {
  private static func identifiers(_ operation: String, _ json: String) throws -> [String] {
    let operation = try #require(Catalogue.operation(named: operation))
    return try operation.identifiers(inResponse: JSONValue(parsing: Array(json.utf8)))
      .map { "\($0.path.typed) \($0.value) \($0.resource.rawValue)" }
  }

  @Test("Every path parameter names a kind of resource")
  func pathParameters() {
    let parameters = Catalogue.operations.flatMap(\.pathParameters)
    #expect(parameters.count == Catalogue.operations.flatMap(\.path.parameterNames).count)
    let kinds = Dictionary(parameters.map { ($0.name, $0.resource) }) { first, _ in first }
    #expect(
      kinds == [
        "map_id": .map, "layer_id": .layer, "layer_group_id": .layerGroup, "group_id": .elementGroup,
        "element_id": .element, "comment_id": .comment, "project_id": .project, "source_id": .source,
        "credential_id": .credential, "export_id": .customExport, "component_id": .component,
      ])
  }

  @Test("Every id that a path takes is given by a response", arguments: ResourceKind.allCases.filter(\.isInPaths))
  func bothSides(kind: ResourceKind) {
    let givers = Catalogue.operations.filter { $0.response.map { Self.kinds(in: $0) }?.contains(kind) ?? false }
    #expect(!givers.isEmpty, "no response holds the id of a \(kind.rawValue)")
  }

  @Test(
    "Whatever Felt's description gives the format of an id is an id here, in bodies, queries and responses",
    .enabled(if: FeltFacts.folder != nil, "Felt's description of its API is not beside the repository"))
  func formats() throws {
    let felt = FeltDescription()
    var count = 0
    for described in felt.operations {
      let name = described["operationId"] as? String ?? ""
      let operation = try #require(Catalogue.operation(named: name))
      let expected = Set(felt.facts(ofOperation: described).filter { $0.contains("format felt_id") }.map(Self.location))
      let schemas = [("body", operation.body), (String(operation.successStatus), operation.response)]
      let actual = Set(schemas.flatMap { path, schema in schema.map { Self.locations(in: $0, at: path) } ?? [] })
      #expect(expected.subtracting(actual).sorted() == [], "ids missing from \(name)")
      count += expected.count
    }
    #expect(count > 100)
  }

  @Test("The ids of a response are found at any depth, in lists and in alternatives, with their kind")
  func responses() throws {
    let map = """
      {"id":"m","title":"id","project_id":"p","folder_id":null,"layers":[{"id":"l1"},{"id":"l2","name":"x"}],
      "elements":{"features":[{"geometry":{"felt:id":"e"},"properties":{"felt:id":"e","felt:parentId":"g","n":"1"}}]},
      "element_groups":[{"id":"g"}],"table_settings":{"default_table_layer_id":"l2"}}
      """
    #expect(
      try Self.identifiers("show_map", map) == [
        "id m map", "project_id p project", "layers[0][id] l1 layer", "layers[1][id] l2 layer",
        "elements[features][0][geometry][felt:id] e element", "elements[features][0][properties][felt:id] e element",
        "elements[features][0][properties][felt:parentId] g element_group", "element_groups[0][id] g element_group",
        "table_settings[default_table_layer_id] l2 layer",
      ])
    #expect(
      try Self.identifiers("export_map_comments", #"[{"id":"c","text":"id","replies":[{"id":"r"}]}]"#) == [
        "[0][id] c comment", "[0][replies][0][id] r comment",
      ])
    #expect(
      try Self.identifiers("show_source", #"{"id":"s","permissions":{"type":"project_editors","project_ids":["p"]}}"#)
        == ["id s source", "permissions[project_ids][0] p project"])
    #expect(try Self.identifiers("delete_map", #"{"id":"m"}"#) == [])
    #expect(try Self.identifiers("list_projects", #"{"id":"a mistake"}"#) == [])
  }

  @Test("A field of a body is an id where its schema says so, through lists and alternatives")
  func bodies() throws {
    let move = try #require(Catalogue.operation(named: "move_map")?.body)
    #expect(move.resource(at: [.name("project_id")]) == .project)
    #expect(move.resource(at: [.name("folder_id")]) == .folder)
    let layers = try #require(Catalogue.operation(named: "update_map_layer")?.body)
    #expect(layers.resource(at: [.index(0), .name("id")]) == .layer)
    #expect(layers.resource(at: [.append, .name("layer_group_id")]) == .layerGroup)
    #expect(!layers.isIdentifier(at: [.index(0), .name("name")]))
    #expect(!layers.isIdentifier(at: [.index(0)]))
    let features = try #require(Catalogue.operation(named: "upsert_map_elements")?.body)
    let path: [BodyField.Key] = [.name("features"), .index(0), .name("properties"), .name("felt:parentId")]
    #expect(features.resource(at: path) == .elementGroup)
    let copies = try #require(Catalogue.operation(named: "duplicate_map_layers")?.body)
    let json = #"[{"source_layer_id":"l","destination_map_id":"m"},{"source_layer_group_id":"g"}]"#
    #expect(copies.identifiers(inBody: Array(json.utf8)).map(\.resource) == [.layer, .map, .layerGroup])
  }

  private static func kinds(in schema: Schema) -> Set<ResourceKind> {
    var kinds = Set(schema.undocumentedIdentifiers.values)
    if let resource = schema.resource { kinds.insert(resource) }
    switch schema.kind {
    case .object(let properties, _): for property in properties { kinds.formUnion(self.kinds(in: property.schema)) }
    case .array(let element, _): kinds.formUnion(self.kinds(in: element))
    case .oneOf(let alternatives): for alternative in alternatives { kinds.formUnion(self.kinds(in: alternative)) }
    default: break
    }
    return kinds
  }

  private static func locations(in schema: Schema, at path: String) -> [String] {
    var locations = schema.resource == nil ? [] : [path]
    switch schema.kind {
    case .object(let properties, _):
      locations += properties.flatMap { Self.locations(in: $0.schema, at: "\(path).\($0.name)") }
    case .array(let element, _): locations += Self.locations(in: element, at: path + "[]")
    case .oneOf(let alternatives):
      locations += alternatives.enumerated().flatMap { Self.locations(in: $1, at: "\(path)<\($0)>") }
    default: break
    }
    return locations
  }

  private static func location(_ fact: String) -> String {
    fact.split(separator: ": ").first.map(String.init) ?? fact
  }
}

extension ResourceKind {
  fileprivate var isInPaths: Bool {
    Catalogue.operations.flatMap(\.pathParameters).contains { $0.resource == self }
  }
}
