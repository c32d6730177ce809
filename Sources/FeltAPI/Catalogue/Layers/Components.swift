internal import HTTPTypes

extension Catalogue {
  /// Newer than Felt's description of version 2.0. Source: Felt's Python client.
  static let components: [Operation] = [
    Operation(
      "list_layer_components", .components, .get, "/maps/{map_id}/layers/{layer_id}/components",
      returns: 200, as: .componentList,
      summary: "List the components of a layer: its statistics, charts and filters.",
      example: "list_layer_components $map $layer"),
    Operation(
      "create_layer_component", .components, .post, "/maps/{map_id}/layers/{layer_id}/components",
      body: .componentCreateParams, returns: 200, as: .component,
      summary: "Make a component of a layer. Its type can't be changed later.",
      example: #"create_layer_component $map $layer type=statistic title="All shelters" data[aggregate]=count"#),
    Operation(
      "show_layer_component", .components, .get, "/maps/{map_id}/layers/{layer_id}/components/{component_id}",
      returns: 200, as: .component,
      summary: "Show a component of a layer.",
      example: "show_layer_component $map $layer $component"),
    Operation(
      "update_layer_component", .components, .post, "/maps/{map_id}/layers/{layer_id}/components/{component_id}",
      body: .componentUpdateParams, returns: 200, as: .component,
      summary: "Change the title and single settings of a component, or replace its data.",
      example: "update_layer_component $map $layer $component title=Shelters config[reactive]=true"),
    Operation(
      "delete_layer_component", .components, .delete, "/maps/{map_id}/layers/{layer_id}/components/{component_id}",
      returns: 204,
      summary: "Delete a component of a layer.",
      example: "delete_layer_component $map $layer $component"),
  ]
}

extension Schema {
  static let componentType = values("statistic", "histogram", "bar_chart", "time_series", "filter")

  /// Its fields depend on the type; only those of a statistic are documented.
  static let componentData = Schema.open(
    .optional("aggregate", .string),
    .optional("aggregate_by", .string))

  static let componentConfig = Schema.open(
    .optional("reactive", .boolean),
    .optional("viewport_mode", .values("global", "viewport")))

  static let component = Schema.open(
    .required("id", .id(.component)),
    .required("type", .componentType),
    .required("title", .string.orNull),
    .required("data", .componentData),
    .required("config", .componentConfig))

  static let componentList = Schema.array(of: .component)

  static let componentCreateParams = Schema.closed(
    .required("type", .componentType),
    .required("data", .componentData),
    .optional("title", .string),
    .optional("config", .componentConfig))

  static let componentUpdateParams = Schema.closed(
    .optional("data", .componentData),
    .optional("title", .string),
    .optional("config", .componentConfig))
}
