/// How an entry of the history is one line of a file: `\\` stands for a backslash, `\n` for a newline, `\r` for a
/// carriage return and `\0` for NUL.
enum HistoryEncoding {
  /// The line of an entry, with its newline.
  static func encode(_ entry: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(entry.utf8.count + 1)
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): line += #"\\"#.utf8
      case UInt8(ascii: "\n"): line += #"\n"#.utf8
      case UInt8(ascii: "\r"): line += #"\r"#.utf8
      case 0: line += #"\0"#.utf8
      default: line.append(byte)
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  /// The entry of a line without its newline; nil for a line that `encode` doesn't write.
  static func decode(_ line: some Sequence<UInt8>) -> String? {
    var entry: [UInt8] = []
    var isEscaped = false
    for byte in line {
      switch (isEscaped, byte) {
      case (false, UInt8(ascii: "\\")):
        isEscaped = true
        continue
      case (false, 0): return nil
      case (false, _): entry.append(byte)
      case (true, UInt8(ascii: "\\")): entry.append(byte)
      case (true, UInt8(ascii: "n")): entry.append(UInt8(ascii: "\n"))
      case (true, UInt8(ascii: "r")): entry.append(UInt8(ascii: "\r"))
      case (true, UInt8(ascii: "0")): entry.append(0)
      default: return nil
      }
      isEscaped = false
    }
    guard !isEscaped, !entry.isEmpty else { return nil }
    return String(validating: entry, as: UTF8.self)
  }
}
