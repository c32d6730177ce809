/// A text whose escapes, of URLs and of JSON, are decoded where they stand for ASCII.
struct DecodedText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte came from, and the end of the text.
  private(set) var origins: [Int] = []

  init(_ text: ArraySlice<UInt8>) {
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count + 1)
    var position = text.startIndex
    while position < text.endIndex {
      let (byte, length) = Self.escape(in: text, at: position) ?? (text[position], 1)
      bytes.append(byte)
      origins.append(position)
      position += length
    }
    origins.append(text.endIndex)
  }

  /// What an escape may begin with.
  private static let escapeMarks = Array("%\\".utf8)

  /// The first place of an escape that stands for ASCII; nil when there is none.
  static func firstEscape(in text: [UInt8], from start: Int) -> Int? {
    var place = start
    while let next = text.firstPlace(from: place, of: escapeMarks) {
      if escape(in: text[...], at: next) != nil { return next }
      place = next + 1
    }
    return nil
  }

  /// The character of an escape at a place, and how long the escape is.
  private static func escape(in text: ArraySlice<UInt8>, at position: Int) -> (UInt8, length: Int)? {
    switch text[position] {
    case UInt8(ascii: "%"): return hexadecimal(text, position + 1, 2).map { ($0, 3) }
    case UInt8(ascii: "\\"):
      guard position + 1 < text.endIndex else { return nil }
      if text[position + 1] == UInt8(ascii: "/") { return (UInt8(ascii: "/"), 2) }
      return text[position + 1] == UInt8(ascii: "u") ? hexadecimal(text, position + 2, 4).map { ($0, 6) } : nil
    default: return nil
    }
  }

  /// The ASCII character of some hexadecimal digits.
  private static func hexadecimal(_ text: ArraySlice<UInt8>, _ start: Int, _ count: Int) -> UInt8? {
    guard start + count <= text.endIndex else { return nil }
    var value = 0
    for digit in text[start..<start + count] {
      guard let digit = PathSegment.hexValue(digit) else { return nil }
      value = value << 4 | Int(digit)
    }
    return value < 0x80 ? UInt8(value) : nil
  }
}
