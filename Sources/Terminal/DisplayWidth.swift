/// How many columns text takes on a terminal, by Unicode's East Asian Width (UAX #11) and emoji (UTS #51).
package enum DisplayWidth {
  /// The columns of a text: marks, joined emoji and control characters add nothing.
  package static func of(_ text: some StringProtocol) -> Int {
    // Nearly all text is ASCII, where a byte is a column.
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return text.utf8.count
    }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of what a reader takes for one character.
  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard scalars.count > 1, let first = scalars.first else {
      return scalars.first.map { of($0) } ?? 0
    }
    if first.properties.isEmoji, scalars.dropFirst().contains(where: isEmojiJoint) {
      return 2
    }
    return scalars.reduce(0) { $0 + of($1) }
  }

  /// The columns of one code point, as a terminal that knows no sequences shows it.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: return 1
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0  // Hangul vowels and finals, drawn with the consonant before.
    case 0xAD, 0x600...0x605: return 1  // Format characters that are seen.
    case 0x1F1E6...0x1F1FF: return 1  // Half of a flag.
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(scalar) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// The text, cut to this many columns and ending in `…` if it takes more.
  package static func truncate(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 1
    for character in text {
      used += of(character)
      if used > columns { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text with spaces behind it up to this many columns.
  package static func pad(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - of(text)))
  }

  private static func isEmojiJoint(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FE0F}" || scalar == "\u{200D}" || scalar.properties.isEmojiModifier
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return wide.contains { $0.contains(scalar.value) }
  }

  /// East Asian Width W and F, without emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x16FE0...0x16FF1, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F202,
    0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265, 0x20000...0x2FFFD,
    0x30000...0x3FFFD,
  ]
}
