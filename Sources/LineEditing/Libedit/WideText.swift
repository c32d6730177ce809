#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// libedit's own form of text: wide characters, ended by zero.
enum WideText {
  /// The characters of a text; NUL, which would end it, is left out.
  static func encode(_ text: some StringProtocol) -> [wchar_t] {
    var wide = text.unicodeScalars.compactMap { $0 == "\0" ? nil : wchar_t(bitPattern: $0.value) }
    wide.append(0)
    return wide
  }

  /// The text of some wide characters; invalid characters are shown as U+FFFD.
  static func decode(_ wide: some Collection<wchar_t>) -> String {
    // Nearly all lines are ASCII, and a line is looked at after each key.
    let ascii = wide.compactMap { UInt8(exactly: $0).flatMap { $0 < 0x80 ? $0 : nil } }
    if ascii.count == wide.count { return String(decoding: ascii, as: UTF8.self) }
    var view = String.UnicodeScalarView()
    for character in wide {
      view.append(Unicode.Scalar(UInt32(truncatingIfNeeded: character)) ?? "\u{FFFD}")
    }
    return String(view)
  }
}

extension wchar_t {
  fileprivate init(bitPattern value: UInt32) {
    self = wchar_t(truncatingIfNeeded: value)
  }
}
