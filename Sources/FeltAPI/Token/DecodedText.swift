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

  /// The first place of an escape that stands for ASCII; nil when there is none.
  static func firstEscape(in text: [UInt8], from start: Int) -> Int? {
    var place = start
    while let next = text.firstPlace(from: place, of: UInt8(ascii: "%"), UInt8(ascii: "\\")) {
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

extension [UInt8] {
  /// The first place of either of two bytes. Eight are looked at in one step.
  fileprivate func firstPlace(from start: Int, of first: UInt8, _ second: UInt8) -> Int? {
    let (firsts, seconds) = (Self.word(of: first), Self.word(of: second))
    return unsafe withUnsafeBytes { buffer in
      var place = start
      while place &+ 8 <= buffer.count {
        let word = unsafe buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if Self.hasZero(word ^ firsts) || Self.hasZero(word ^ seconds) { break }
        place &+= 8
      }
      while place < buffer.count {
        let byte = unsafe buffer[place]
        if byte == first || byte == second { return place }
        place &+= 1
      }
      return nil
    }
  }

  /// Eight times a byte.
  private static func word(of byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// Whether one of the word's bytes is zero.
  @inline(__always)
  private static func hasZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }
}
