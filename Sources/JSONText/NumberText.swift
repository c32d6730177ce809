/// The text of numbers. Source: RFC 8259, section 6.
enum NumberText {
  /// Whether a byte can stand in a number.
  @inline(__always)
  static func isPart(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte | 0x20 == UInt8(ascii: "e")
      || byte == UInt8(ascii: "+")
  }

  /// Where a text stops being a number; nil when all of it is one.
  @inline(__always)
  @unsafe static func firstWrong(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var index = 0
    if unsafe count > 0 && bytes[0] == UInt8(ascii: "-") { index = 1 }
    guard index < count, unsafe isDigit(bytes[index]) else { return min(index, count) }
    if unsafe bytes[index] == UInt8(ascii: "0") {
      index &+= 1
    } else {
      while index < count, unsafe isDigit(bytes[index]) { index &+= 1 }
    }
    if index == count { return nil }
    if unsafe bytes[index] == UInt8(ascii: ".") {
      index &+= 1
      let start = index
      while index < count, unsafe isDigit(bytes[index]) { index &+= 1 }
      if index == start { return index }
    }
    if index < count, unsafe bytes[index] | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if index < count, unsafe bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index &+= 1 }
      let start = index
      while index < count, unsafe isDigit(bytes[index]) { index &+= 1 }
      if index == start { return index }
    }
    return index == count ? nil : index
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39
  }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
}
