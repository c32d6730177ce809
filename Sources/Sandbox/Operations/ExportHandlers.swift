internal import JSONText

extension Handlers {
  static let exports: [String: Handler] = [
    "create_map_layer_export_link": { workspace, input throws(SandboxError) in
      let file = try workspace.completedData(input)
      let id = workspace.makeExport(input["layer_id"], format: nil, filters: [])
      return .object(["export_link": .string(workspace.downloadAddress(id, file.fileExtension, input))])
    },
    "create_map_layer_custom_export": { workspace, input throws(SandboxError) in
      _ = try workspace.completedData(input)
      let filters = input.fields.array("filters")
      do throws(FeatureFilter.Problem) { _ = try FeatureFilter(filters) } catch {
        throw .invalid("/filters" + error.pointer, error.detail)
      }
      let id = workspace.makeExport(input["layer_id"], format: input.fields.text("output_format"), filters: filters)
      let path = "/api/v2/maps/\(input["map_id"])/layers/\(input["layer_id"])/custom_exports/\(id)"
      return .object(["export_request_id": .string(id), "poll_endpoint": .string(input.origin + path)])
    },
    "poll_map_layer_custom_export": { workspace, input throws(SandboxError) in
      let layer = try workspace.layer(input)
      let id = input["export_id"]
      guard var export = workspace.exports[id], export.text("_layer") == input["layer_id"],
        let format = export.text("_format")
      else { throw .notFound("export_id") }
      let polls = (export.number("_polls") ?? 0) + 1
      export["_polls"] = JSONValue(min(polls, Workspace.pollsOfAnExport))
      workspace.exports[id] = export
      var status = "in_progress"
      var address: String?
      if polls >= Workspace.pollsOfAnExport {
        let file = workspace.data(of: layer)
        let isDone =
          file.map { Exporting.canMake(format, of: $0, isFiltered: !export.array("_filters").isEmpty) } ?? false
        status = isDone ? "completed" : "failed"
        if isDone { address = workspace.downloadAddress(id, Exporting.fileExtension(format, of: file), input) }
      }
      return .object([
        "download_url": .text(address), "export_id": .string(id), "filters": .array(export.array("_filters")),
        "status": .string(status),
      ])
    },
  ]
}

extension Workspace {
  /// How many polls it takes until a custom export is completed.
  static let pollsOfAnExport = 3.0
  /// How many exports are stored at most; further ones replace the oldest.
  static let exportLimit = 1000
  /// How long a download's address is valid, in seconds.
  static let exportLifetime = 86_400.0

  /// The data of the layer that the path names.
  fileprivate func completedData(_ input: HandlerInput) throws(SandboxError) -> DataFile {
    let layer = try layer(input)
    guard let file = data(of: layer) else {
      throw .layerNotReady("\(statusSentence(of: layer)) There is no data to export.")
    }
    return file
  }

  /// - Parameter format: nil for the data's own format.
  /// - Returns: the export's id.
  fileprivate mutating func makeExport(_ layer: String, format: String?, filters: [JSONValue]) -> String {
    let now = now
    exports.removeOldest { ($0.number("_expires") ?? 0) < now }
    exports.keepNewest(Self.exportLimit - 1)
    let id = ids.next()
    exports[id] = [
      "_layer": .string(layer), "_format": .text(format), "_filters": .array(filters), "_polls": JSONValue(0),
      "_signature": .string(ids.next() + ids.next()), "_expires": JSONValue(now + Self.exportLifetime),
    ]
    return id
  }

  fileprivate func downloadAddress(_ id: String, _ fileExtension: String, _ input: HandlerInput) -> String {
    let signature = exports[id]?.text("_signature") ?? ""
    return "\(input.storageOrigin)\(StorageAddress.exports)/\(id)/\(input["layer_id"]).\(fileExtension)"
      + "?X-Amz-Expires=\(Int(Self.exportLifetime))&X-Amz-Signature=\(signature)"
  }
}

/// Conversion of data to other formats.
enum Exporting {
  /// Whether the sandbox can convert a file to a format. Other exports fail.
  static func canMake(_ format: String, of file: DataFile, isFiltered: Bool) -> Bool {
    if case .opaque = file.format { return !isFiltered && format == self.format(of: file) }
    if !isFiltered, format == self.format(of: file) { return true }
    return (format == "geojson" || format == "csv") && file.bytes.count <= FeatureTable.byteLimit
  }

  /// Converts a file.
  ///
  /// - Parameter format: Felt's name of the format; nil for the file's own.
  /// - Returns: nil when the sandbox can't convert it.
  static func data(
    _ format: String?, of file: DataFile, filters: [JSONValue]
  ) -> (bytes: [UInt8], contentType: String)? {
    // A file in its own format is returned byte for byte.
    if filters.isEmpty, format == nil || format == self.format(of: file) { return (file.bytes, file.contentType) }
    guard let filter = try? FeatureFilter(filters),
      var table = FeatureTable(file.bytes, file.format, file.placeColumns)
    else { return nil }
    table.keep(filter)
    switch format {
    case "csv": return (table.csv, "text/csv; charset=utf-8")
    case "geojson": return (table.geoJSON, "application/geo+json")
    default: return nil
    }
  }

  static func fileExtension(_ format: String, of file: DataFile?) -> String {
    format == "geotiff" ? file?.fileExtension ?? "tif" : format
  }

  private static func format(of file: DataFile) -> String? {
    switch file.format {
    case .geoJSON: return "geojson"
    case .csv: return "csv"
    case .opaque(let contentType, _):
      let known = ["geopackage": "gpkg", "pmtiles": "pmtiles", "geotiff": "geotiff"]
      return known.first { contentType.contains($0.key) }?.value
    }
  }
}
