internal import CVectors

/// The text of numbers. Source: RFC 8259, section 6.
enum NumberText {
  /// How many bytes from the beginning of a number ``ordinaryEnd(_:)`` may look at.
  static let ordinaryRoom = 33

  /// Where a number ends that begins at `start`, of `count` bytes; the complement of the place where it stops being
  /// one.
  ///
  /// A text that ends inside a number is wrong at `count`.
  @inline(__always)
  @unsafe static func end(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    if count &- start > ordinaryRoom {
      let length = unsafe ordinaryEnd(bytes + start)
      if length > 0 { return start &+ length }
    }
    return unsafe anyEnd(bytes, start, count)
  }

  /// How long the number is that begins here, when it has no exponent, fewer than 32 bytes, and an end that is seen at
  /// once; 0 for everything else. All digits are looked for in one step.
  @inline(__always)
  @unsafe static func ordinaryEnd(_ bytes: UnsafePointer<UInt8>) -> Int {
    // The end is found first, and what is in front of it checked then, which a processor does beside what follows.
    let length = unsafe (~cvectors_number(bytes)).trailingZeroBitCount
    guard length < 32 else { return 0 }
    return unsafe isOrdinary(bytes, length, others: UInt64(~cvectors_digits(bytes))) ? length : 0
  }

  /// How long the ordinary number is that begins at a place of 64 bytes: 0 where none does, -1 where its end isn't
  /// seen.
  ///
  /// - Parameters:
  ///   - ends: a bit for each byte that is in no number.
  ///   - others: a bit for each byte that is not a digit.
  @inline(__always)
  @unsafe static func length(_ window: UnsafePointer<UInt8>, _ start: Int, _ ends: UInt64, _ others: UInt64) -> Int {
    guard start < 64 else { return -1 }
    let length = (ends &>> UInt64(start)).trailingZeroBitCount
    if length == 64 { return -1 }
    guard length < 32 else { return 0 }
    return unsafe isOrdinary(window + start, length, others: others &>> UInt64(start)) ? length : 0
  }

  /// Whether these bytes are a number without an exponent, and end where one is seen to end.
  ///
  /// - Parameter others: a bit for each byte that is not a digit, and any bits for what follows.
  @inline(__always)
  @unsafe static func isOrdinary(_ bytes: UnsafePointer<UInt8>, _ length: Int, others: UInt64) -> Bool {
    let next = unsafe bytes[length]
    guard next == UInt8(ascii: ",") || next | 0x20 == UInt8(ascii: "}") || next <= 0x20 else { return false }
    let first = unsafe bytes[0] == UInt8(ascii: "-") ? 1 : 0
    let others = others & (1 &<< UInt64(length) &- 1) & ~UInt64(first)
    var point = length
    if others != 0 {
      point = others.trailingZeroBitCount
      let isPoint = unsafe bytes[point] == UInt8(ascii: ".")
      if !isPoint || others & (others &- 1) != 0 || point == length &- 1 { return false }
    }
    return unsafe point != first && (point == first &+ 1 || bytes[first] != UInt8(ascii: "0"))
  }

  @inline(never)
  @unsafe private static func anyEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
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

  /// How many digits are at the beginning.
  @unsafe private static func digits(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
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
