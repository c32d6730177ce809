internal import JSONText
internal import Platform

/// The data of a layer.
struct DataFile: Sendable {
  /// The format of a file, as its bytes show it.
  enum Format: Sendable, Hashable {
    case geoJSON
    case csv
    /// A format that the sandbox recognises but can't read.
    case opaque(contentType: String, isRaster: Bool)
  }

  /// What Felt shows of the data.
  struct Summary: Sendable {
    /// `Point`, `Line`, `Polygon` or `Raster`.
    var geometryType: String?
    var attributes: [Attribute] = []
    /// Whether no row has a geometry.
    var isSpreadsheet = false
  }

  struct Attribute: Sendable {
    let name: String
    /// Felt's name of the type, such as `INTEGER`.
    let type: String

    var json: JSONValue { .object(["type": .string(type), "name": .string(name)]) }
  }

  /// The name of the uploaded file.
  let name: String
  let bytes: [UInt8]
  let format: Format
  let summary: Summary
  /// The columns that contain the coordinates of a row; nil unless the upload's hints name them.
  let placeColumns: PlaceColumns?

  /// Reads a file.
  ///
  /// - Returns: nil when the file is not in a supported format, or is malformed.
  init?(name: String, bytes: [UInt8], placeColumns: PlaceColumns? = nil) {
    guard let format = Self.format(of: bytes, name: name) else { return nil }
    self.name = name
    self.bytes = bytes
    self.format = format
    self.placeColumns = placeColumns
    switch format {
    case .opaque(_, let isRaster): summary = Summary(geometryType: isRaster ? "Raster" : nil)
    case .geoJSON, .csv:
      // A file that is too large to be parsed has no summary.
      guard bytes.count <= FeatureTable.byteLimit else {
        summary = Summary()
        return
      }
      guard let table = FeatureTable(bytes, format, placeColumns) else { return nil }
      summary = table.summary
    }
  }

  /// The media type of the format.
  var contentType: String {
    switch format {
    case .geoJSON: "application/geo+json"
    case .csv: "text/csv; charset=utf-8"
    case .opaque(let contentType, _): contentType
    }
  }

  /// The file name extension of the format.
  var fileExtension: String {
    switch format {
    case .geoJSON: "geojson"
    case .csv: "csv"
    case .opaque: name.split(separator: ".").last.map(String.init) ?? "bin"
    }
  }

  private static let signatures: [(bytes: [UInt8], contentType: String, isRaster: Bool)] = [
    (Array("PK\u{3}\u{4}".utf8), "application/zip", false),
    (Array("SQLite format 3\0".utf8), "application/geopackage+sqlite3", false),
    (Array("II*\0".utf8), "image/tiff; application=geotiff", true),
    (Array("MM\0*".utf8), "image/tiff; application=geotiff", true),
    (Array("PMTiles".utf8), "application/vnd.pmtiles", false),
    (Array("PAR1".utf8), "application/vnd.apache.parquet", false),
    (Array("fgb".utf8), "application/flatgeobuf", false),
  ]

  private static func format(of bytes: [UInt8], name: String) -> Format? {
    for signature in signatures where bytes.starts(with: signature.bytes) {
      return .opaque(contentType: signature.contentType, isRaster: signature.isRaster)
    }
    var beginning = bytes.prefix(1024)
    if beginning.starts(with: [0xEF, 0xBB, 0xBF]) { beginning = beginning.dropFirst(3) }
    let first = beginning.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") { return .geoJSON }
    if first == UInt8(ascii: "<") {
      let text = String(decoding: beginning, as: UTF8.self)
      if text.contains("<kml") { return .opaque(contentType: "application/vnd.google-earth.kml+xml", isRaster: false) }
      return text.contains("<gpx") ? .opaque(contentType: "application/gpx+xml", isRaster: false) : nil
    }
    guard first != nil, first != UInt8(ascii: "["), !beginning.contains(0) else { return nil }
    let isNamedTable = [".csv", ".tsv", ".txt"].contains { name.lowercased().hasSuffix($0) }
    let line = beginning.prefix { $0 != 0x0A && $0 != 0x0D }
    return isNamedTable && line.contains(where: CSV.separators.contains) ? .csv : nil
  }
}
