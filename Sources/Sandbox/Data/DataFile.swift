internal import JSONText

/// The data of a layer, as it was uploaded or made.
struct DataFile: Sendable {
  /// What kind of file it is, by its bytes rather than by its name.
  enum Format: Sendable, Hashable {
    case geoJSON
    case csv
    /// One that the sandbox knows and can't look into; what HTTP calls it.
    case opaque(contentType: String, isRaster: Bool)
  }

  /// What Felt tells of the data.
  struct Summary: Sendable {
    /// `Point`, `Line`, `Polygon` or `Raster`.
    var geometryType: String?
    var attributes: [Attribute] = []
    /// Whether there are rows and no places.
    var isSpreadsheet = false
  }

  struct Attribute: Sendable {
    let name: String
    /// Felt's word, such as `INTEGER`.
    let type: String

    var json: JSONValue { .object(["type": .string(type), "name": .string(name)]) }
  }

  /// The name under which it came.
  let name: String
  let bytes: [UInt8]
  let format: Format
  let summary: Summary
  /// The columns that hold the place of a row, where the upload's hints name them.
  let placeColumns: PlaceColumns?

  /// Looks a file through.
  ///
  /// - Returns: nil when it is of no kind that maps are made of, or is broken.
  init?(name: String, bytes: [UInt8], placeColumns: PlaceColumns? = nil) {
    guard let format = Self.format(of: bytes, name: name) else { return nil }
    self.name = name
    self.bytes = bytes
    self.format = format
    self.placeColumns = placeColumns
    switch format {
    case .opaque(_, let isRaster): summary = Summary(geometryType: isRaster ? "Raster" : nil)
    case .geoJSON, .csv:
      // Of what is too large to be taken apart, no more than the kind is told.
      guard bytes.count <= FeatureTable.byteLimit else {
        summary = Summary()
        return
      }
      guard let table = FeatureTable(bytes, format, placeColumns) else { return nil }
      summary = table.summary
    }
  }

  /// What HTTP calls its format.
  var contentType: String {
    switch format {
    case .geoJSON: "application/geo+json"
    case .csv: "text/csv; charset=utf-8"
    case .opaque(let contentType, _): contentType
    }
  }

  /// The ending of a file name for its format.
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

/// The columns of a table that hold places.
struct PlaceColumns: Sendable, Hashable {
  let latitude: String
  let longitude: String

  init(latitude: String, longitude: String) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Takes them from an upload's hints. Source: Felt, UploadHint, "lat" and "lng".
  init?(hints: [JSONValue]) {
    for hint in hints {
      guard let names = hint.object?.object("attributes"), let latitude = names.text("lat"),
        let longitude = names.text("lng")
      else { continue }
      self.init(latitude: latitude, longitude: longitude)
      return
    }
    return nil
  }

  /// Guesses them by the names that such columns usually have.
  init?(among columns: [String]) {
    let find = { (names: [String]) in names.lazy.compactMap { name in columns.first { $0.lowercased() == name } }.first
    }
    guard let latitude = find(["latitude", "lat", "y"]),
      let longitude = find(["longitude", "lng", "lon", "long", "x"])
    else { return nil }
    self.init(latitude: latitude, longitude: longitude)
  }
}
