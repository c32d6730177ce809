extension DataFile {
  /// The layers that Felt makes of a file: one for each kind of geometry in a GeoJSON file, one for each data set in an
  /// archive, and one for any other file.
  var layers: [(name: String, data: DataFile)] {
    switch format {
    case .geoJSON:
      guard bytes.count <= FeatureTable.byteLimit, let table = FeatureTable(bytes, format, placeColumns) else { break }
      let kinds = table.rowsByGeometry
      guard kinds.count > 1 else { break }
      return kinds.compactMap { kind in
        DataFile(name: name, bytes: FeatureTable.geoJSON(kind.rows)).map { (kind.type, $0) }
      }
    case .opaque("application/zip", _):
      let dataSets = ZipDirectory(bytes)?.dataSets ?? []
      guard dataSets.count > 1 else { break }
      // The sandbox doesn't unpack archives, so each layer has the whole one as its data.
      return dataSets.map { ($0, self) }
    case .csv, .opaque: break
    }
    return [(name, self)]
  }
}

/// The table of contents of a ZIP archive. Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.
struct ZipDirectory {
  /// The paths of the files in the archive.
  let paths: [String]

  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let entrySignature: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
  private static let endLength = 22
  private static let entryLength = 46
  private static let longestComment = 0xFFFF
  private static let dataExtensions: Set<String> = [
    "shp", "geojson", "json", "csv", "kml", "gpx", "gpkg", "tif", "tiff", "fgb", "parquet",
  ]

  /// - Returns: nil when the bytes are not an archive.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.endLength else { return nil }
    let last = bytes.count - Self.endLength
    let first = max(0, last - Self.longestComment)
    guard
      let end = (first...last).reversed().first(where: { bytes[$0...].starts(with: Self.endSignature) })
    else { return nil }
    var paths: [String] = []
    var position = Self.number(bytes, at: end + 16, byteCount: 4)
    for _ in 0..<Self.number(bytes, at: end + 10, byteCount: 2) {
      guard position + Self.entryLength <= end, bytes[position...].starts(with: Self.entrySignature) else { return nil }
      let lengths = [28, 30, 32].map { Self.number(bytes, at: position + $0, byteCount: 2) }
      let nameStart = position + Self.entryLength
      guard nameStart + lengths[0] <= end else { return nil }
      paths.append(String(decoding: bytes[nameStart..<nameStart + lengths[0]], as: UTF8.self))
      position = nameStart + lengths.reduce(0, +)
    }
    self.paths = paths
  }

  /// The names of the files that a layer is made of, without folders and extensions.
  var dataSets: [String] {
    paths.compactMap { path in
      let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      // macOS adds files whose names begin with a dot.
      guard parts.count > 1, let type = parts.last?.lowercased(), Self.dataExtensions.contains(type), !parts[0].isEmpty
      else { return nil }
      return parts.dropLast().joined(separator: ".")
    }
  }

  /// A little-endian number.
  private static func number(_ bytes: [UInt8], at position: Int, byteCount: Int) -> Int {
    bytes[position..<position + byteCount].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
