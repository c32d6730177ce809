internal import CVectors

/// Text that can be copied without a second look: ASCII without controls, quotes and backslashes.
enum PlainText {
  /// How many bytes of it are at the beginning.
  @inline(__always)
  @unsafe static func length(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
    while count &- index >= 16 {
      let special = unsafe cvectors_special(bytes + index)
      if special != 0 { return index &+ special.trailingZeroBitCount }
      index &+= 16
    }
    while index < count {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      index &+= 1
    }
    return index
  }

  /// How long the text of fewer than 16 bytes is that a quote ends; nil for any other. 16 bytes have to be there.
  @inline(__always)
  @unsafe static func shortLength(_ bytes: UnsafePointer<UInt8>) -> Int? {
    let length = unsafe cvectors_special(bytes).trailingZeroBitCount
    return unsafe length < 16 && bytes[length] == UInt8(ascii: "\"") ? length : nil
  }
}
