internal import JSONText

extension Workspace {
  /// Creates the data sets that are found in a source.
  ///
  /// - Parameter type: the type of the source's connection.
  mutating func makeDatasets(for type: String) -> [JSONValue] {
    let found: [(name: String, geometry: String)] =
      switch type {
      case "s3_bucket", "gcs_bucket", "abs_bucket": [("parcels.parquet", "polygon"), ("elevation.tif", "raster")]
      case "stac": [("sentinel-2-l2a", "raster")]
      case "wfs", "feature_server", "wms_wmts": [("Roads", "line"), ("Districts", "polygon")]
      default: [("public.sensors", "point"), ("public.parcels", "polygon"), ("public.readings", "none")]
      }
    return found.map { name, geometry in
      .object([
        "id": .string(ids.next()), "type": .string("dataset"), "name": .string(name), "created_at": second,
        "description": .null, "geometry_type": .string(geometry), "inspection_status": .string("completed"),
        "updated_at": second,
      ])
    }
  }

  /// Sample data for a layer from a source, of the right geometry.
  ///
  /// - Parameter fields: the body of `add_map_layer_from_source`.
  /// - Returns: the layer's name and its data.
  func sourceData(_ fields: JSONObject) throws(SandboxError) -> (String, DataFile?) {
    switch fields.text("from") {
    case "dataset":
      let id = fields.text("dataset_id")
      let datasets = sources.all.flatMap { $0.array("_datasets") }.compactMap(\.object)
      guard let dataset = datasets.first(where: { $0.text("id") == id }) else {
        throw .invalid("/dataset_id", "No dataset of a source has this id.")
      }
      let name = dataset.text("name") ?? ""
      return (name, SampleData.file(name, geometry: dataset.text("geometry_type") ?? "point"))
    case "sql":
      try checkSource(fields, isUsable: Self.databases.contains, "This source doesn't support SQL.")
      return ("SQL query", SampleData.file("SQL query", geometry: "point"))
    default:
      try checkSource(fields, isUsable: { $0 == "stac" }, "This source is not a STAC.")
      let name = Self.layerName(fields.text("stac_asset_url") ?? "")
      return (name, SampleData.file(name, geometry: "raster"))
    }
  }

  private static let databases: Set<String> = [
    "bigquery", "databricks", "mssql", "postgresql", "redshift", "snowflake",
  ]

  private func checkSource(
    _ fields: JSONObject, isUsable: (String) -> Bool, _ detail: String
  ) throws(SandboxError) {
    guard let source = sources[fields.text("source_id") ?? ""] else {
      throw .invalid("/source_id", "No source has this id.")
    }
    guard isUsable(source.object("_connection")?.text("type") ?? "") else { throw .invalid("/source_id", detail) }
  }
}
