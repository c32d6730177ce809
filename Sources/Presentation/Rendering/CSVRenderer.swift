internal import CommandLanguage
internal import JSONText

extension Renderer {
  /// `--csv`: comma-separated values with a header row, which a file that is added to has already. Source: RFC 4180.
  static let csv = Renderer(
    format: OutputFormat(
      OptionSpec("--csv", ArgumentSpec("COLUMNS", .columns, isOptional: true), summary: "as comma-separated values"))
  ) { values, context in
    let (columns, rows) = try TableBuilder.cells(
      values.count == 1 ? values[0] : .array(values), columns: context.argument, context)
    guard !columns.isEmpty else { return }
    var bytes: [UInt8] = []
    for row in (context.target.continuesFile ? [] : [columns]) + rows {
      bytes += row.map(CSVRenderer.field).joined(separator: ",").utf8
      bytes += "\r\n".utf8
      guard bytes.count >= CSVRenderer.pieceSize else { continue }
      try context.write(bytes)
      bytes.removeAll(keepingCapacity: true)
      try context.checkInterruption()
    }
    try context.write(bytes)
  }
}

private enum CSVRenderer {
  /// So many bytes are gathered before they are written.
  static let pieceSize = 1 << 16

  /// A field, in quotes where it has to be. One that a spreadsheet would take for a formula keeps its text: this is
  /// data for programs.
  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
