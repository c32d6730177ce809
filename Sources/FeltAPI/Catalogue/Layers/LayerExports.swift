internal import HTTPTypes

extension Catalogue {
  static let exports: [Operation] = [
    Operation(
      "create_map_layer_custom_export", .exports, .post, "/maps/{map_id}/layers/{layer_id}/custom_export",
      body: .customExportParams, returns: 200, as: .customExportResponse, errors: [401, 403, 404, 422, 429, 500, 503],
      summary: "Start the export of a layer in a chosen format, filtered if you like.",
      example: "create_map_layer_custom_export $map $layer output_format=geojson"),
    Operation(
      "poll_map_layer_custom_export", .exports, .get, "/maps/{map_id}/layers/{layer_id}/custom_exports/{export_id}",
      returns: 200, as: .customExportRequestStatus,
      summary: "Ask how far a custom export is, and for its download address once it is done.",
      example: "poll_map_layer_custom_export $map $layer $export.export_request_id"),
    Operation(
      "create_map_layer_export_link", .exports, .get, "/maps/{map_id}/layers/{layer_id}/get_export_link",
      returns: 200, as: .exportLink, errors: [401, 403, 404, 422, 429, 500, 503],
      summary: "Get an address from which the data of a layer can be downloaded.",
      example: "create_map_layer_export_link $map $layer"),
  ]
}

extension Schema {
  static let exportLink = Schema.closed(.required("export_link", .string.secret))

  static let customExportParams = Schema.closed(
    .optional("email_on_completion", .boolean),
    .optional("filters", .array(of: .any)),
    .required("output_format", .values("csv", "gpkg", "geojson", "geotiff", "pmtiles")))

  static let customExportResponse = Schema.closed(
    .required("export_request_id", .id(.customExport)),
    .required("poll_endpoint", .string))

  static let customExportRequestStatus = Schema.closed(
    .required("download_url", .string.orNull.secret),
    .required("export_id", .string.identifying(.customExport)),
    .required("filters", .array(of: .any)),
    .required("status", .values("completed", "failed", "in_progress")))
}
