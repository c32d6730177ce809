/// Makes text that came from elsewhere fit to be edited.
package enum PastedText {
  /// Line ends become newlines; other control characters, which could not be seen, are left out.
  package static func clean(_ bytes: some Sequence<UInt8>) -> String {
    var kept: [UInt8] = []
    var afterReturn = false
    for byte in bytes {
      switch byte {
      case 0x0D: kept.append(0x0A)
      case 0x0A: if !afterReturn { kept.append(byte) }
      case 0x09, 0x20...0x7E, 0x80...: kept.append(byte)
      default: break
      }
      afterReturn = byte == 0x0D
    }
    let text = String(decoding: kept, as: UTF8.self)
    guard text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !(0x80...0x9F).contains($0.value) }))
  }
}
