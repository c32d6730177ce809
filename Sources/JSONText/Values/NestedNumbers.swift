/// Lists of numbers in lists, all of them at the same depth, as the coordinates of a shape are: the first two numbers
/// of each innermost list.
package struct NestedNumbers: Sendable {
  /// The first two numbers of the innermost lists, in order.
  package private(set) var pairs: [SIMD2<Double>] = []
  /// How many lists are around a number.
  package private(set) var depth = 0
  /// Where the lists end that hold the innermost ones, in ``pairs``; then where the lists end that hold those, and so
  /// on.
  package private(set) var ends: [[Int]] = [[], [], []]
  /// No shape has deeper ones.
  private static let deepest = 4

  package init() {}

  /// The ranges of the lists that end there, one after the other.
  package static func ranges(_ ends: [Int]) -> [Range<Int>] {
    var start = 0
    return ends.map { end in
      defer { start = end }
      return start..<end
    }
  }

  /// - Parameter outer: how many containers are around the value.
  /// - Returns: false when it is anything else, such as an empty list.
  @unsafe mutating func read(_ parser: inout JSONParser, depth outer: Int) throws(JSONError) -> Bool {
    pairs.removeAll(keepingCapacity: true)
    for level in ends.indices { ends[level].removeAll(keepingCapacity: true) }
    depth = 0
    var open = 0
    while true {
      // A list begins here.
      guard unsafe try parser.next() == UInt8(ascii: "["), open < Self.deepest else { return false }
      unsafe try parser.check(outer &+ open)
      unsafe parser.index &+= 1
      open += 1
      if unsafe try parser.next() == UInt8(ascii: "[") { continue }
      if depth == 0 { depth = open }
      guard depth == open, let pair = unsafe try Self.pair(&parser, depth: outer &+ open) else { return false }
      pairs.append(pair)
      // The list has ended, which may be the last of the one around it.
      open -= 1
      while open > 0, unsafe try !parser.hasNextElement(false) {
        let level = depth - open - 1
        ends[level].append(level == 0 ? pairs.count : ends[level - 1].count)
        open -= 1
      }
      if open == 0 { return true }
    }
  }

  /// Reads a list up to its end.
  private static func pair(_ parser: inout JSONParser, depth: Int) throws(JSONError) -> SIMD2<Double>? {
    guard let x = unsafe try parser.double(), unsafe try parser.hasNextElement(false),
      let y = unsafe try parser.double()
    else { return nil }
    while unsafe try parser.hasNextElement(false) { unsafe try parser.skip(from: depth) }
    return SIMD2(x, y)
  }
}

extension JSONParser {
  /// The number that comes next; nil for anything else, and for a number that is too large.
  mutating func double() throws(JSONError) -> Double? {
    switch unsafe try next() {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
    default: return nil
    }
    if let (value, end) = unsafe JSONNumber.short(bytes + index, count &- index) {
      unsafe index &+= end
      return value
    }
    let start = unsafe index
    unsafe try skipNumber()
    return JSONNumber(uncheckedText: unsafe text(start, index)).double
  }
}
