import Terminal

/// Where text comes to stand on a terminal that wraps lines at its edge, drawn the way libedit draws.
package enum RowLayout {
  /// The row of what follows this text, counted from 0 where the text begins in the first column.
  package static func lastRow(of text: some StringProtocol, columns: Int) -> Int {
    var row = 0
    var column = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n":
        row += 1
        column = 0
        continue
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
    return row
  }
}
