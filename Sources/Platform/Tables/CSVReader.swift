/// Reads a table row by row, from pieces of its text as they are needed. Empty lines are not rows.
package struct CSVReader {
  /// One row of a table, the first of which may be its header.
  package struct Row {
    package let fields: [String]
    /// The line on which it begins, counted from 1.
    package let line: Int
  }

  /// Why a row can't be read.
  package enum Problem: Error, Hashable, Sendable {
    case unclosedQuote(line: Int)
    case notUTF8(line: Int)
    case unreadable(FileError)
  }

  private let more: () throws(FileError) -> [UInt8]
  private var buffer: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  /// The one that is most frequent in the first line; nil before that was read.
  private var separator: UInt8?
  private var line = 1
  /// How many bytes of the text were taken before those in the buffer.
  private var taken = 0
  /// The longest first line in which separators are counted.
  private static let longestHeader = 1 << 20

  /// - Parameter more: gives the next bytes; none at the end.
  package init(_ more: @escaping () throws(FileError) -> [UInt8]) {
    self.more = more
  }

  /// How many bytes were read so far.
  package var byteCount: Int { taken + position }

  /// The next row; nil at the end.
  package mutating func next() throws(Problem) -> Row? {
    let separator = try begin()
    while try fill() {
      let start = line
      var fields: [String] = []
      var isQuoted = false
      while try field(separator, start, &fields, &isQuoted) {}
      if fields == [""], !isQuoted { continue }
      return Row(fields: fields, line: start)
    }
    return nil
  }

  /// Reads a field and the sign behind it.
  ///
  /// - Returns: whether another field follows.
  private mutating func field(
    _ separator: UInt8, _ start: Int, _ fields: inout [String], _ isQuoted: inout Bool
  ) throws(Problem) -> Bool {
    var field: [UInt8] = []
    if try fill(), buffer[position] == 0x22 {
      isQuoted = true
      try quoted(&field, start)
    }
    var end: UInt8?
    while try fill() {
      let byte = buffer[position]
      position += 1
      if byte == separator || byte == 0x0A || byte == 0x0D {
        end = byte
        break
      }
      field.append(byte)
    }
    guard let text = String(validating: field, as: UTF8.self) else { throw .notUTF8(line: start) }
    fields.append(text)
    if end == separator { return true }
    if end == 0x0D, try fill(), buffer[position] == 0x0A { position += 1 }
    if end != nil { line += 1 }
    return false
  }

  /// Reads what stands in quotes. Two quotes in it stand for one.
  private mutating func quoted(_ field: inout [UInt8], _ start: Int) throws(Problem) {
    position += 1
    while try fill() {
      let byte = buffer[position]
      position += 1
      if byte == 0x0A { line += 1 }
      guard byte == 0x22 else {
        field.append(byte)
        continue
      }
      guard try fill(), buffer[position] == 0x22 else { return }
      field.append(byte)
      position += 1
    }
    throw .unclosedQuote(line: start)
  }

  // MARK: - Bytes

  /// Makes sure that there is a next byte; false at the end.
  private mutating func fill() throws(Problem) -> Bool {
    if position < buffer.count { return true }
    if hasEnded { return false }
    do throws(FileError) {
      let bytes = try more()
      taken += buffer.count
      (buffer, position) = (bytes, 0)
      hasEnded = bytes.isEmpty
    } catch {
      throw .unreadable(error)
    }
    return !hasEnded
  }

  /// Leaves out a byte order mark, and finds the separator.
  private mutating func begin() throws(Problem) -> UInt8 {
    if let separator { return separator }
    _ = try fill()
    while !buffer.contains(0x0A), buffer.count < Self.longestHeader, !hasEnded {
      do throws(FileError) {
        let bytes = try more()
        hasEnded = bytes.isEmpty
        buffer += bytes
      } catch {
        throw .unreadable(error)
      }
    }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in buffer[position...] {
      if byte == 0x0A, !isQuoted { break }
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted, CSV.separators.contains(byte) { counts[byte, default: 0] += 1 }
    }
    let found = CSV.separators.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? UInt8(ascii: ",")
    separator = found
    return found
  }
}
