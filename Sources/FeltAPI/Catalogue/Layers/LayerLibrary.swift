internal import HTTPTypes

extension Catalogue {
  static let library: [Operation] = [
    Operation(
      "list_library_layers", .library, .get, "/library",
      query: [.optional("source", .values("workspace", "felt", "all").byDefault("workspace"))], returns: 200,
      as: .layerLibrary,
      summary: "List the layers of the library: the workspace's, Felt's or both.",
      example: "list_library_layers source==felt"),
    Operation(
      "publish_map_layer_group", .library, .post, "/maps/{map_id}/layer_groups/{layer_group_id}/publish",
      body: .publishLayerGroupParams, returns: 200, as: .layerGroup,
      summary: "Publish a layer group to the library of the workspace.",
      example: #"publish_map_layer_group $map $group name="Base data""#),
    Operation(
      "publish_map_layer", .library, .post, "/maps/{map_id}/layers/{layer_id}/publish",
      body: .publishLayerParams, returns: 200, as: .layer,
      summary: "Publish a layer to the library of the workspace.",
      example: "publish_map_layer $map $layer name=Roads"),
  ]
}

extension Schema {
  static let layerLibrary = Schema.open(
    .required("type", .values("layer_library")),
    .required("layer_groups", .array(of: .layerGroup)),
    .required("layers", .array(of: .layer)))

  static let publishLayerParams = Schema.publishLayerGroupParams
  static let publishLayerGroupParams = Schema.closed(.optional("name", .string))
}
