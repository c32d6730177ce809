/// Which brackets are open, one bit each.
struct Nesting {
  /// The deepest nesting that is read.
  static let limit = 10_000

  private var words: [UInt64] = []
  private(set) var depth = 0

  /// Whether the innermost bracket is an object's.
  private(set) var isObject = false

  mutating func open(isObject: Bool) {
    if depth >> 6 == words.count { words.append(0) }
    let bit: UInt64 = 1 << UInt64(depth & 63)
    if isObject { words[depth >> 6] |= bit } else { words[depth >> 6] &= ~bit }
    depth += 1
    self.isObject = isObject
  }

  mutating func close() {
    depth -= 1
    isObject = depth > 0 && words[(depth - 1) >> 6] >> UInt64((depth - 1) & 63) & 1 == 1
  }
}
