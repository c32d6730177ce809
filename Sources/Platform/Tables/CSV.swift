/// Tables in CSV. Source: RFC 4180.
package enum CSV {
  package static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

  /// Writes rows, each ending in CRLF.
  package static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A field, in quotes where it has to be. One that a spreadsheet would take for a formula keeps its text: this is
  /// data for programs.
  package static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Reads a table.
  ///
  /// - Returns: nil when the bytes aren't UTF-8, or a quote isn't closed.
  package static func rows(_ bytes: [UInt8]) -> [[String]]? {
    var rest: [UInt8]? = bytes
    var reader = CSVReader { () throws(FileError) in
      defer { rest = nil }
      return rest ?? []
    }
    var rows: [[String]] = []
    do {
      while let row = try reader.next() { rows.append(row.fields) }
    } catch {
      return nil
    }
    return rows
  }
}
