/// One scalar of UTF-8 text. Source: RFC 3629, section 4.
enum UTF8Scalar {
  case valid(value: UInt32, length: Int)
  /// The bytes so far could begin one, but the text ends.
  case incomplete
  /// No scalar begins with these bytes; `length` of them are wrong.
  case invalid(length: Int)

  /// Reads the scalar at `bytes`, of which `count` are there and the first is 0x80 or more.
  @unsafe static func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UTF8Scalar {
    let first = unsafe bytes[0]
    let length: Int
    var value: UInt32
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch first {
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF:
      (length, value) = (3, UInt32(first & 0x0F))
      if first == 0xE0 { lowest = 0xA0 }
      if first == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      (length, value) = (4, UInt32(first & 0x07))
      if first == 0xF0 { lowest = 0x90 }
      if first == 0xF4 { highest = 0x8F }
    default: return .invalid(length: 1)
    }
    for index in 1..<length {
      if index == count { return .incomplete }
      let byte = unsafe bytes[index]
      guard byte >= lowest, byte <= highest else { return .invalid(length: index) }
      value = value << 6 | UInt32(byte & 0x3F)
      (lowest, highest) = (0x80, 0xBF)
    }
    return .valid(value: value, length: length)
  }
}
