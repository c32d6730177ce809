/// The files that belong to a shapefile: of the same name beside it, with other endings. Source: ESRI Shapefile
/// Technical Description; GDAL, "ESRI Shapefile / DBF".
enum ShapefileParts {
  private static let endings: Set<String> = [
    "shx", "dbf", "prj", "cpg", "cst", "qpj", "sbn", "sbx", "fbn", "fbx", "ain", "aih", "ixs", "mxs", "atx", "qix",
    "shp.xml",
  ]
  /// Without these there is no shapefile.
  private static let required = ["shx", "dbf"]

  static func isShapefile(_ name: String) -> Bool { name.lowercased().hasSuffix(".shp") }

  /// The parts of a shapefile.
  ///
  /// - Parameters:
  ///   - name: of the file that ends in `.shp`.
  ///   - names: of the files beside it.
  /// - Returns: the names of the parts, and the endings that are missing and shouldn't be.
  static func find(_ name: String, among names: [String]) -> (parts: [String], missing: [String]) {
    let stem = String(name.dropLast(4))
    var parts: [String: String] = [:]
    let prefix = stem.lowercased() + "."
    for other in names {
      let name = other.lowercased()
      guard name.hasPrefix(prefix) else { continue }
      let ending = String(name.dropFirst(prefix.count))
      guard endings.contains(ending) else { continue }
      // Of two files that differ by the case of their names, the one in the same case belongs to it.
      if parts[ending] == nil || other.hasPrefix(stem + ".") { parts[ending] = other }
    }
    return (parts.values.sorted(), required.filter { parts[$0] == nil })
  }
}
