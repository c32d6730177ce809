import Terminal

/// Lays candidates out in columns, down and then across, as wide as the terminal allows.
package enum CompletionListing {
  private static let gap = 3
  /// Wider details are cut when that makes room for another column.
  private static let detailLimit = 40

  /// The lines of the list, each at most `columns` wide.
  package static func lines(_ candidates: [Completion], columns: Int) -> [String] {
    let available = max(1, columns - 1)
    let labels = candidates.map { DisplayWidth.truncate(visible($0.label), to: available) }
    let details = candidates.map { visible($0.detail ?? "") }
    let labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
    var detailWidth = min(detailLimit, details.map { DisplayWidth.of($0) }.max() ?? 0)
    var across = (available + gap) / (cellWidth(labelWidth, detailWidth) + gap)
    if across < 2 {
      across = 1
      detailWidth = max(0, available - labelWidth - 2)
    }
    let cells = zip(labels, details).map { label, detail in
      let cut = DisplayWidth.truncate(detail, to: detailWidth)
      return cut.isEmpty ? label : DisplayWidth.pad(label, to: labelWidth) + "  " + cut
    }
    let down = (cells.count + across - 1) / across
    let width = cellWidth(labelWidth, detailWidth) + gap
    return (0..<down).map { row in
      let line = stride(from: row, to: cells.count, by: down).map { DisplayWidth.pad(cells[$0], to: width) }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func cellWidth(_ label: Int, _ detail: Int) -> Int {
    detail == 0 ? label : label + 2 + detail
  }

  /// Titles come from a server, and must not move the cursor.
  private static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.properties.isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { shown, scalar in
      guard scalar.properties.isControl else { return shown.unicodeScalars.append(scalar) }
      let digits = String(scalar.value, radix: 16)
      shown += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
