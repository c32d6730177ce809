/// Which brackets are open, one bit each.
struct Nesting {
  /// The deepest nesting that is read.
  static let limit = 10_000

  /// The innermost 64 brackets, the last one lowest: 1 for an object's.
  private var bits: UInt64 = 0
  /// The brackets around those, 64 a word.
  private var outer: [UInt64] = []
  private(set) var depth = 0

  /// Whether the innermost bracket is an object's.
  @inline(__always)
  var isObject: Bool { bits & 1 == 1 }

  /// Whether the two innermost brackets are those of lists. False for more than 64, whether they are or not.
  @inline(__always)
  var isListInList: Bool { depth > 1 && depth <= 64 && bits & 3 == 0 }

  @inline(__always)
  mutating func open(isObject: Bool) {
    if depth & 63 == 0 && depth > 0 { putAway() }
    bits = bits << 1 | (isObject ? 1 : 0)
    depth &+= 1
  }

  @inline(__always)
  mutating func close() {
    depth &-= 1
    bits >>= 1
    if depth & 63 == 0 && depth > 0 { takeBack() }
  }

  @inline(never)
  private mutating func putAway() {
    outer.append(bits)
  }

  @inline(never)
  private mutating func takeBack() {
    bits = outer.popLast() ?? 0
  }
}
