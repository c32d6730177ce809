import FeltAPI
import HTTPTypes
import Testing

@Suite("Help from the catalogue")
struct HelpTests {
  private func help(_ name: String) throws -> OperationHelp {
    OperationHelp(try #require(Catalogue.operation(named: name)))
  }

  @Test("Fields are named as they are typed, nested ones after what holds them")
  func fields() throws {
    let update = try #require(try help("update_map").body)
    #expect(
      update.fields.map(\.name) == [
        "title", "basemap", "description", "public_access", "table_settings", "table_settings[default_table_layer_id]",
        "table_settings[viewers_can_open_table]", "viewer_permissions", "viewer_permissions[can_duplicate_map]",
        "viewer_permissions[can_export_data]", "viewer_permissions[can_see_map_presence]",
      ])
    #expect(try help("create_map").body?.fields.map(\.name).contains("layer_urls[]") == true)
    let layers = try #require(try help("update_map_layer").body?.fields)
    #expect(layers.first?.name == "[0][id]" && layers.first?.isRequired == true && layers.first?.type == "id")
    #expect(layers.contains { $0.name == "[0][subtitle]" && $0.isDeprecated })
    #expect(layers.contains { $0.name == "[0][metadata][license]" && $0.isNullable })
    #expect(layers.first { $0.name == "[0][legend_display]" }?.allowed == ["default", "name_only"])
  }

  @Test("Alternatives are told by the field that chooses them, or by what they need")
  func alternatives() throws {
    let source = try #require(try help("create_source").body)
    #expect(source.fields.map(\.name) == ["name", "connection", "permissions"])
    let postgres = try #require(source.alternatives.first { $0.condition == "connection[type]=postgresql" })
    #expect(!postgres.fields.map(\.name).contains("connection[type]"))
    #expect(postgres.fields.contains { $0.name == "connection[password]" && $0.isSecret && $0.isRequired })
    let snowflake = try #require(source.alternatives.first { $0.condition == "connection[type]=snowflake" })
    #expect(
      snowflake.alternatives.map(\.condition) == [
        "connection[credentials][0][credential][type]=key_pair",
        "connection[credentials][0][credential][type]=snowflake_pat",
      ])
    #expect(try help("move_map").body?.alternatives.map(\.condition) == ["project_id", "folder_id"])
  }

  @Test("Parameters and the response are told")
  func parameters() throws {
    let token = try help("create_map_embed_token")
    #expect(token.pathParameters.map(\.name) == ["map_id"])
    #expect(token.query.map(\.name) == ["user_email"] && token.query.first?.isRequired == true)
    #expect(token.response.map(\.name) == ["expires_at", "token"] && token.response.last?.isSecret == true)
    #expect(try help("list_library_layers").query.first?.defaultText == "workspace")
    #expect(try help("delete_map").response.isEmpty)
    #expect(try help("list_map_layers").response.first?.name == "id")
  }

  @Test("The reference has each operation once, with its path, its example and every field of its body")
  func reference() {
    let text = Reference.markdown()
    for operation in Catalogue.operations {
      #expect(text.components("\n### \(operation.name)\n") == 2)
      #expect(text.contains("\n\(operation.method.rawValue) \(operation.path)\n"))
      #expect(text.contains("\n\(operation.example)\n"))
      if let body = OperationHelp(operation).body { expect(body, in: text) }
    }
    for group in Operation.Group.allCases { #expect(text.components("\n## \(group.rawValue)\n") == 2) }
    #expect(text.hasSuffix(".\n") && !text.contains("\n\n\n"))
  }

  private func expect(_ group: OperationHelp.FieldGroup, in text: String) {
    for field in group.fields { #expect(text.contains("`\(field.name)`")) }
    for alternative in group.alternatives { expect(alternative, in: text) }
  }
}

extension String {
  /// How many parts a separator makes of the text.
  fileprivate func components(_ separator: String) -> Int {
    ranges(of: separator).count + 1
  }
}
