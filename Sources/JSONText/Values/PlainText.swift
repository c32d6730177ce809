/// Text that can be copied without a second look: ASCII without controls, quotes and backslashes.
enum PlainText {
  /// How many bytes of it are at the beginning. Eight are looked at in one step.
  @inline(__always)
  @unsafe static func length(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
    while count &- index >= 8 {
      let word = UInt64(littleEndian: unsafe UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      let special = Self.special(word)
      if special != 0 { return index &+ special.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < count {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      index &+= 1
    }
    return index
  }

  /// The high bit of each byte that is not plain text; exact up to the first one.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let delete = word ^ (ones &* 0x7F)
    let zeros = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((delete &- ones) & ~delete)
    let controls = (word &- ones &* 0x20) & ~word
    return (zeros | controls | word) & highs
  }
}
