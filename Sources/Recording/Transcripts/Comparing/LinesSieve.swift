/// Takes a body that is not JSON as it comes, and keeps the lines that a transcript may say something of.
struct LinesSieve {
  /// What is kept.
  struct Kept {
    var bytes: [UInt8] = []
    /// How many lines each line of ``mark`` stands for, by where it begins in ``bytes``.
    var gaps: [Int: Int] = [:]

    /// What stands in the place of lines that are gone: nothing that a transcript says fits it.
    static let mark: [UInt8] = [0]
  }

  /// How many lines stand in front of the first `...`, and behind the last.
  private let head, tail: Int
  /// Whether nothing stands for other lines.
  private let keepsAll: Bool
  /// What stands between one `...` and the next.
  private let middle: [TextPattern]
  private var kept = Kept()
  private var count = 0
  private var gap = 0
  /// The lines that came last, from the oldest on: a ring.
  private var last: [[UInt8]] = []
  private var oldest = 0
  private var unread: [UInt8] = []
  private static let lineBreak = UInt8(ascii: "\n")

  init(_ expected: [ExpectedResponse.TextLine]) {
    let parts = expected.split(omittingEmptySubsequences: false) { $0.pattern == nil }
    keepsAll = parts.count < 2
    head = parts.first?.count ?? 0
    tail = parts.last?.count ?? 0
    middle = parts.dropFirst().dropLast().joined().compactMap(\.pattern)
  }

  mutating func take(_ bytes: [UInt8]) {
    if keepsAll { return kept.bytes += bytes }
    var start = 0
    while let end = bytes[start...].firstIndex(of: Self.lineBreak) {
      add(unread + bytes[start...end])
      unread = []
      start = end + 1
    }
    unread += bytes[start...]
  }

  mutating func finish() -> Kept {
    if !unread.isEmpty { add(unread) }
    endGap()
    for index in last.indices { kept.bytes += last[(oldest + index) % last.count] }
    return kept
  }

  private mutating func add(_ line: [UInt8]) {
    count += 1
    if count <= head { return kept.bytes += line }
    guard tail > 0 else { return settle(line) }
    if last.count < tail { return last.append(line) }
    settle(last[oldest])
    last[oldest] = line
    oldest = (oldest + 1) % tail
  }

  /// Keeps a line that is none of the first and the last, or lets it go.
  private mutating func settle(_ line: [UInt8]) {
    let text = String(decoding: line.dropLast(while: { $0.isBlankAtEnd || $0 == Self.lineBreak }), as: UTF8.self)
    guard middle.contains(where: { $0.match(text, { _ in nil }) != nil }) else { return gap += 1 }
    endGap()
    kept.bytes += line
  }

  private mutating func endGap() {
    guard gap > 0 else { return }
    kept.gaps[kept.bytes.count] = gap
    kept.bytes += Kept.mark + [Self.lineBreak]
    gap = 0
  }
}

extension [UInt8] {
  fileprivate func dropLast(while isDropped: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[..<(lastIndex { !isDropped($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
