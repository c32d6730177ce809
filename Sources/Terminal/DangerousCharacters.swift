/// Characters that could act on a terminal, are invisible, or change the order in which others are shown. The one list:
/// ``SafeText`` and the JSON printer, which is given it, escape these.
package enum DangerousCharacters {
  /// Whether a scalar value is one of them. Line breaks and tabs are.
  package static func contains(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F: true  // Control characters.
    case 0x00AD, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0xFEFF: true  // Without width.
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x206F: true  // The order of letters. Source: UAX #9.
    case 0x2028...0x2029: true  // Line and paragraph separators.
    case 0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true  // Annotations, notation and tags.
    default: false
    }
  }
}
