import Terminal

/// Where text comes to stand on a terminal that wraps lines at its edge, drawn the way libedit draws.
package struct RowLayout {
  private let columns: Int
  private var row = 0
  private var column = 0

  private init(columns: Int) {
    self.columns = columns
  }

  /// The row of what follows this text, counted from 0 where the text begins in the first column.
  package static func lastRow(of text: some StringProtocol, columns: Int) -> Int {
    var layout = RowLayout(columns: columns)
    for scalar in text.unicodeScalars { layout.add(scalar) }
    return layout.row
  }

  /// How many columns of the cursor's row have text; the cursor is between these two texts.
  package static func filledColumns(
    before: some StringProtocol, after: some StringProtocol, columns: Int
  ) -> Int {
    var layout = RowLayout(columns: columns)
    for scalar in before.unicodeScalars { layout.add(scalar) }
    let row = layout.row
    var filled = layout.column
    for scalar in after.unicodeScalars {
      if scalar == "\n" { break }
      layout.add(scalar)
      guard layout.row == row else { return columns }
      filled = layout.column
    }
    return filled
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\n":
      row += 1
      column = 0
      return
    case "\t": column = (column / 8 + 1) * 8
    default:
      // libedit shows control characters as `^X`.
      let width = scalar.properties.isControl ? 2 : DisplayWidth.of(scalar)
      if width > 1, column + width > columns {
        row += 1
        column = 0
      }
      column += width
    }
    if column >= columns {
      row += 1
      column -= columns
    }
  }
}
