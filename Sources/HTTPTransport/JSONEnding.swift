/// Detects JSON that was cut off, from its brackets, strings and words alone.
struct JSONEnding {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// The word or number at the top level.
  private var word: [UInt8] = []
  private var isEmpty = true

  /// Whether the JSON may end here.
  var isComplete: Bool {
    guard depth == 0, !isInString, !isEmpty else { return false }
    guard let first = word.first, let last = word.last else { return true }
    if let literal = Self.literals.first(where: { $0.first == first }) {
      return !literal.starts(with: word) || literal == word
    }
    // An unfinished number: -, 1., 1e, 1e+
    return !"-+.eE".utf8.contains(last)
  }

  private static let literals = ["true", "false", "null"].map { Array($0.utf8) }

  /// Looks at the next bytes.
  mutating func take(_ bytes: [UInt8]) {
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x20, 0x0A, 0x0D, 0x09: continue
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default:
        // Within brackets the depth decides.
        if depth == 0, word.count < 64 { word.append(byte) }
      }
      isEmpty = false
    }
  }
}
