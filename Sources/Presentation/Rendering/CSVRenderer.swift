internal import CommandLanguage
internal import JSONText
internal import Platform

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
      bytes += row.map(CSV.field).joined(separator: ",").utf8
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
}
