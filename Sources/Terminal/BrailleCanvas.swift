/// A drawing in Braille characters: two dots wide and four high, each of them one dot. Source: Unicode, U+2800 to
/// U+28FF.
package struct BrailleCanvas: Sendable {
  /// In characters.
  package let columns: Int
  package let rows: Int
  private var masks: [UInt8]
  private var roles: [StyledText.Role]

  /// An empty drawing, of a size given in characters.
  package init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    masks = Array(repeating: 0, count: self.columns * self.rows)
    roles = Array(repeating: .plain, count: masks.count)
  }

  /// In dots.
  package var width: Int { columns * 2 }
  package var height: Int { rows * 4 }

  /// Sets a dot, counted from the upper left; outside of the drawing nothing happens.
  package mutating func dot(_ x: Int, _ y: Int, _ role: StyledText.Role) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let cell = y / 4 * columns + x / 2
    masks[cell] |= Self.bits[y % 4][x % 2]
    roles[cell] = role
  }

  /// Sets the dots of a straight line. Source: Bresenham's algorithm.
  package mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ role: StyledText.Role) {
    let width = abs(end.x - start.x)
    let height = abs(end.y - start.y)
    guard width + height <= (self.width + self.height) * 2 else { return }
    var (x, y) = start
    var error = width - height
    while true {
      dot(x, y, role)
      if (x, y) == end { return }
      let twice = error * 2
      if twice > -height {
        error -= height
        x += end.x > start.x ? 1 : -1
      }
      if twice < width {
        error += width
        y += end.y > start.y ? 1 : -1
      }
    }
  }

  /// The drawing, a row of characters each.
  package var lines: [StyledText] {
    (0..<rows).map { row in
      var line = StyledText()
      var run = ""
      var role = StyledText.Role.plain
      for cell in row * columns..<(row + 1) * columns {
        if masks[cell] != 0, roles[cell] != role {
          line += StyledText(run, role)
          (run, role) = ("", roles[cell])
        }
        run.unicodeScalars.append(Unicode.Scalar(0x2800 + UInt32(masks[cell])) ?? " ")
      }
      return line + StyledText(run, role)
    }
  }

  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
}
