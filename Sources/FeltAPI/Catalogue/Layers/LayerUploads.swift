internal import HTTPTypes

extension Catalogue {
  static let uploads: [Operation] = [
    Operation(
      "add_map_layer_from_source", .uploads, .post, "/maps/{map_id}/add_source_layer",
      body: .addSourceLayerParams, returns: 202, as: .addSourceLayerAccepted,
      summary: "Add a layer from a dataset, a query or a STAC asset of a source.",
      example: "add_map_layer_from_source $map from=dataset dataset_id=$source.datasets[0].id"),
    Operation(
      "refresh_map_layer", .uploads, .post, "/maps/{map_id}/layers/{layer_id}/refresh",
      returns: 200, as: .uploadResponse,
      summary: "Load the data of a layer again from where it came.",
      example: "refresh_map_layer $map $layer"),
    Operation(
      "upload_map_layer", .uploads, .post, "/maps/{map_id}/upload",
      body: .uploadLayerParams, returns: 200, as: .uploadResponse,
      summary: "Begin a layer: from a URL, or from a file that is then sent to the storage address in the response.",
      example: "upload_map_layer $map name=Roads import_url=https://example.com/roads.geojson"),
  ]
}

extension Schema {
  static let uploadLayerParams = Schema.open(
    .required("name", .string),
    .optional("hints", .array(of: .uploadInterpretationHint)),
    .optional("import_url", .string),
    .optional("lat", .number),
    .optional("lng", .number),
    .optional("metadata", .layerMetadata),
    .optional("zoom", .number))

  static let uploadResponse = Schema.open(
    .optional("type", .values("upload_response")),
    .optional("layer_group_id", .id(.layerGroup)),
    .optional("layer_id", .id(.layer)),
    .optional("presigned_attributes", .anyObject.orNull.secret),
    .optional("url", .string.orNull))

  static let addSourceLayerParams = Schema.oneOf(
    .addSourceLayerFromDataset, .addSourceLayerFromSQL, .addSourceLayerFromSTAC)

  static let addSourceLayerFromDataset = Schema.open(
    .required("dataset_id", .id(.dataset)),
    .required("from", .values("dataset")))

  static let addSourceLayerFromSQL = Schema.open(
    .required("from", .values("sql")),
    .required("query", .string),
    .required("source_id", .id(.source)))

  static let addSourceLayerFromSTAC = Schema.open(
    .required("from", .values("stac")),
    .required("source_id", .id(.source)),
    .required("stac_asset_url", .string))

  static let addSourceLayerAccepted = Schema.closed(
    .optional("links", .closed(.optional("layer_group", .string), .optional("self", .string))),
    .optional("status", .values("accepted")))
}
