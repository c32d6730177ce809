/// What a terminal shows: enough of an xterm for a line editor's output, in characters and cursor positions.
package struct PseudoTerminalScreen {
  /// The number of columns.
  package private(set) var columns: Int
  private var height: Int
  private var cells: [[String]]
  private var row = 0
  private var column = 0
  /// A character went into the last column; the next one begins a new row.
  private var wrapsNext = false
  private var pending: [Unicode.Scalar] = []
  private var saved = (row: 0, column: 0, wrapsNext: false)

  package init(columns: Int, rows: Int) {
    self.columns = columns
    height = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows without their trailing spaces, down to the last that shows anything.
  package var rows: [String] {
    let rows = cells.map { cells in
      let text = cells.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    return Array(rows[...(rows.lastIndex { !$0.isEmpty } ?? 0)])
  }

  /// All that is shown, a row a line.
  package var text: String { rows.joined(separator: "\n") }

  /// The row the cursor stands in, and what is before it there.
  package var beforeCursor: String { cells[row][..<min(column, columns)].joined() }

  /// The column and row of the cursor, from 0.
  package var cursor: (column: Int, row: Int) { (column, row) }

  /// Another size: rows are cut or filled up, nothing is wrapped again.
  package mutating func resize(columns: Int, rows: Int) {
    cells = cells.map { Array(($0 + Array(repeating: " ", count: columns)).prefix(columns)) }
    if row >= rows {
      cells.removeFirst(row - rows + 1)
      row = rows - 1
    }
    let empty = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    cells = Array((cells + empty).prefix(rows))
    (self.columns, height) = (columns, rows)
    column = min(column, columns - 1)
  }

  /// Shows a piece of output.
  package mutating func show(_ scalar: Unicode.Scalar) {
    if !pending.isEmpty {
      pending.append(scalar)
      return finishSequence()
    }
    switch scalar {
    case "\u{1B}": pending = [scalar]
    case "\r": (column, wrapsNext) = (0, false)
    case "\n": lineFeed()
    case "\u{8}": (column, wrapsNext) = (max(0, min(column, columns - 1) - 1), false)
    case "\t": column = min((column / 8 + 1) * 8, columns - 1)
    case "\u{7}", "\0": break
    default: put(scalar)
    }
  }

  private mutating func lineFeed() {
    wrapsNext = false
    row += 1
    if row == height {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
      row -= 1
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(scalar)
    if width == 0 {
      let last = wrapsNext ? columns - 1 : max(0, column - 1)
      cells[row][last].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext || column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = String(scalar)
    if width == 2, column + 1 < columns {
      cells[row][column + 1] = ""
    }
    column += width
    wrapsNext = column >= columns
    column = min(column, columns - 1)
  }

  private mutating func finishSequence() {
    guard pending.count > 1, let final = pending.last else { return }
    if pending[1] == "[" {
      guard pending.count > 2, ("@"..."~").contains(final) else { return }
    } else if pending[1] == "(" {
      guard pending.count > 2 else { return }
    }
    let text = String(String.UnicodeScalarView(pending.dropFirst(2).dropLast()))
    let isControl = pending[1] == "["
    switch pending.count == 2 ? final : " " {
    case "7": saved = (row, column, wrapsNext)
    case "8": (row, column, wrapsNext) = (min(saved.row, height - 1), min(saved.column, columns - 1), saved.wrapsNext)
    default: break
    }
    pending = []
    guard isControl, !text.hasPrefix("?") else { return }
    control(Character(final), text.split(separator: ";").map { Int($0) ?? 0 })
  }

  private mutating func control(_ final: Character, _ numbers: [Int]) {
    let number = numbers.first ?? 0
    let distance = max(1, number)
    wrapsNext = false
    switch final {
    case "A": row = max(0, row - distance)
    case "B": row = min(height - 1, row + distance)
    case "C": column = min(columns - 1, column + distance)
    case "D": column = max(0, column - distance)
    case "G": column = min(columns - 1, distance - 1)
    case "d": row = min(height - 1, distance - 1)
    case "H":
      row = min(height - 1, distance - 1)
      column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "J":
      if number == 2 { cells = cells.map { $0.map { _ in " " } } } else { clear(from: (row, column)) }
    case "K": for index in column..<columns { cells[row][index] = " " }
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + distance))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: distance), at: column)
      cells[row] = Array(cells[row].prefix(columns))
    default: break
    }
  }

  private mutating func clear(from start: (row: Int, column: Int)) {
    for index in start.column..<columns { cells[start.row][index] = " " }
    for index in cells.indices where index > start.row {
      cells[index] = Array(repeating: " ", count: columns)
    }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x1F300...0x1FAFF: 2
    default: 1
    }
  }
}
