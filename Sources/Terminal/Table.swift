/// Rows and columns of text, fitted to a screen.
package struct Table: Sendable {
  /// A column's heading, and whether its cells are numbers, which stand at the right.
  package struct Column: Sendable, Hashable {
    package let title: String
    package let isNumeric: Bool
    /// Whether a part of a cell would be of no use, as it is with ids, so that it is never cut.
    package let isWhole: Bool

    package init(_ title: String, isNumeric: Bool = false, isWhole: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
      self.isWhole = isWhole
    }
  }

  package let columns: [Column]
  private static let narrowest = 4
  package let rows: [[StyledText]]

  package init(columns: [Column], rows: [[StyledText]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The table in lines of at most `width` columns; long cells are cut, the widest ones first. Only where
  /// nothing but ids would be left are they longer.
  package func lines(width: Int) -> [StyledText] { lines(width: width, isCancelled: { false }) ?? [] }

  /// The same for a table that may be long.
  ///
  /// - Parameter isCancelled: asked now and then whether to stop.
  /// - Returns: nil when it was stopped.
  package func lines(width: Int, isCancelled: () -> Bool) -> [StyledText]? {
    var cells: [[StyledText]] = []
    for row in rows {
      cells.append(row.map { $0.mapped { SafeText.of($0) } })
      if cells.count % Self.pause == 0, isCancelled() { return nil }
    }
    let natural = columns.indices.map { index in
      max(DisplayWidth.of(columns[index].title), cells.map { DisplayWidth.of($0.cell(index).text) }.max() ?? 0)
    }
    let room = max(width, columns.count * 4) - 2 * max(0, columns.count - 1)
    let whole = columns.indices.filter { columns[$0].isWhole }.reduce(0) { $0 + natural[$1] }
    let others = columns.indices.filter { !columns[$0].isWhole }
    // What is never cut leaves room for a word of each of the others, or the lines are longer than the screen.
    let fitted = Self.fit(
      others.map { natural[$0] }, into: max(room - whole, whole > 0 ? others.count * Self.narrowest : 0))
    var widths = natural
    for (index, width) in zip(others, fitted) { widths[index] = width }
    let heading = line(columns.map { StyledText($0.title, .heading) }, widths)
    var lines = [heading]
    for row in cells {
      lines.append(line(row, widths))
      if lines.count % Self.pause == 0, isCancelled() { return nil }
    }
    return lines
  }

  /// So many rows are laid out between two looks at whether to stop.
  private static let pause = 1000

  private func line(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
    var result = StyledText()
    for (index, width) in widths.enumerated() {
      let cell = Self.cut(cells.cell(index), to: width)
      let gap = StyledText(String(repeating: " ", count: max(0, width - DisplayWidth.of(cell.text))))
      if index > 0 { result += StyledText("  ") }
      let isLast = index == widths.count - 1
      result += columns[index].isNumeric ? gap + cell : isLast ? cell : cell + gap
    }
    return result
  }

  /// Takes from the widest columns until all fit.
  static func fit(_ natural: [Int], into room: Int) -> [Int] {
    guard natural.reduce(0, +) > room, let widest = natural.max() else { return natural }
    var low = 1
    var high = max(1, widest)
    while low < high {
      let limit = (low + high + 1) / 2
      if natural.reduce(0, { $0 + min($1, limit) }) <= room { low = limit } else { high = limit - 1 }
    }
    var widths = natural.map { min($0, low) }
    var spare = room - widths.reduce(0, +)
    for index in widths.indices where spare > 0 && widths[index] < natural[index] {
      widths[index] += 1
      spare -= 1
    }
    return widths
  }

  private static func cut(_ cell: StyledText, to width: Int) -> StyledText {
    guard DisplayWidth.of(cell.text) > width else { return cell }
    var result = StyledText()
    var used = 0
    for part in cell.parts {
      var text = ""
      for character in part.text {
        let next = DisplayWidth.of(String(character))
        if used + next > max(0, width - 1) { return result + StyledText(text + "…", part.role) }
        text.append(character)
        used += next
      }
      result += StyledText(text, part.role)
    }
    return result
  }

  /// The table as tab-separated values; tabs and line breaks in cells are written as `\t` and `\n`.
  package var tabSeparated: String {
    let escape = { (text: String) -> String in
      var result = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\t": result += "\\t"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\\": result += "\\\\"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }
    let lines =
      [columns.map { escape($0.title) }] + rows.map { row in columns.indices.map { escape(row.cell($0).text) } }
    return lines.map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}

extension [StyledText] {
  /// The cell of a column; empty where the row is shorter.
  fileprivate func cell(_ index: Int) -> StyledText {
    indices.contains(index) ? self[index] : ""
  }
}
