/// Counts the rows that text takes on a terminal, which breaks lines that are longer than it is wide. The text comes in
/// pieces of UTF-8 and may be coloured.
package struct RowCounter {
  private let width: Int
  /// Rows that are full or ended.
  private var ended = 0
  private var column = 0
  private var isInEscape = false
  /// The scalar that is being read, and how many bytes of it are to come.
  private var scalar: UInt32 = 0
  private var missing = 0

  /// - Parameter width: the terminal's, in columns.
  package init(width: Int) {
    self.width = max(1, width)
  }

  /// How many rows the text takes; one that is empty counts once something stands in it.
  package var rows: Int { ended + (column > 0 ? 1 : 0) }

  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  private mutating func add(_ byte: UInt8) {
    switch byte {
    case _ where isInEscape:
      // A colour ends in its only letter.
      if (0x40...0x7E).contains(byte), byte != UInt8(ascii: "[") { isInEscape = false }
    case 0x1B: isInEscape = true
    case UInt8(ascii: "\n"):
      ended += 1
      column = 0
    case 0x20..<0x7F: place(1)
    case 0x80..<0xC0 where missing > 0:
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      missing -= 1
      if missing == 0 { place(Unicode.Scalar(scalar).map { DisplayWidth.of($0) } ?? 1) }
    case 0xC0...:
      missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
      scalar = UInt32(byte & (0x3F >> UInt8(missing)))
    default: break
    }
  }

  private mutating func place(_ columns: Int) {
    if column + columns > width {
      ended += 1
      column = 0
    }
    column += columns
  }
}
