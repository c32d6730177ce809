/// The text of numbers. Source: RFC 8259, section 6.
enum NumberText {
  /// Where a number ends that begins at `start`, of `count` bytes; the complement of the place where it stops being one.
  ///
  /// A text that ends inside a number is wrong at `count`.
  @inline(__always)
  @unsafe static func end(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var index = start
    if unsafe bytes[index] == UInt8(ascii: "-") { index &+= 1 }
    let first = index
    unsafe index &+= digits(bytes + index, count &- index)
    if index == first { return ~index }
    if unsafe bytes[first] == UInt8(ascii: "0") && index > first &+ 1 { return ~(first &+ 1) }
    if index == count { return index }
    if unsafe bytes[index] == UInt8(ascii: ".") {
      index &+= 1
      let fraction = index
      unsafe index &+= digits(bytes + index, count &- index)
      if index == fraction { return ~index }
      if index == count { return index }
    }
    let byte = unsafe bytes[index]
    if byte | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if unsafe index < count && (bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")) {
        index &+= 1
      }
      let exponent = index
      unsafe index &+= digits(bytes + index, count &- index)
      if index == exponent { return ~index }
      if index == count { return index }
      return unsafe continues(bytes[index]) ? ~index : index
    }
    return continues(byte) ? ~index : index
  }

  /// How many digits are at the beginning. Eight bytes are looked at in one step.
  @inline(__always)
  @unsafe private static func digits(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
    while count &- index >= 8 {
      let word = UInt64(littleEndian: unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      // The high bit of each byte that is not a digit: no borrow or carry leaves a byte, for both only use the low bits.
      let low = word & 0x7F7F_7F7F_7F7F_7F7F
      let below = ~((low | 0x8080_8080_8080_8080) &- 0x3030_3030_3030_3030)
      let above = low &+ 0x4646_4646_4646_4646
      let others = (below | above | word) & 0x8080_8080_8080_8080
      if others != 0 { return index &+ others.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < count, unsafe isDigit(bytes[index]) { index &+= 1 }
    return index
  }

  /// Whether a byte behind a number looks like more of it.
  @inline(__always)
  private static func continues(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte | 0x20 == UInt8(ascii: "e")
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39
  }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
}
