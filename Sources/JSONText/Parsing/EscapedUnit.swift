/// A UTF-16 code unit written as `\u` and four digits. Source: RFC 8259, section 7.
enum EscapedUnit {
  case unit(UInt16)
  /// The bytes so far could begin one, but the text ends.
  case incomplete
  /// These bytes are none.
  case invalid

  /// Reads the one at `bytes`, of which `count` are there.
  @unsafe static func read(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> EscapedUnit {
    var value: UInt16 = 0
    for index in 0..<6 {
      if index >= count { return .incomplete }
      let byte = unsafe bytes[index]
      switch index {
      case 0: if byte != UInt8(ascii: "\\") { return .invalid }
      case 1: if byte != UInt8(ascii: "u") { return .invalid }
      default:
        guard NumberText.isHexadecimal(byte) else { return .invalid }
        value = value << 4 | UInt16(byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
      }
    }
    return .unit(value)
  }
}
