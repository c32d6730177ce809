/// Texts to look for, all at once, without looking at every byte: where the last byte of a window is in none of them,
/// the whole window is skipped. Source: R. N. Horspool, "Practical fast searching in strings" (1980), for a set.
struct PatternSet: Sendable {
  private let patterns: [[UInt8]]
  /// Which patterns have this byte at the end of the window.
  private let candidates: [[Int]]
  /// How far the window can move when this byte is at its end; 0 where there are candidates.
  private let shifts: [UInt8]
  private let window: Int

  /// - Parameter patterns: none of them empty.
  init(_ patterns: [[UInt8]]) {
    self.patterns = patterns
    let window = min(patterns.map(\.count).min() ?? 1, 255)
    var shifts = [UInt8](repeating: UInt8(clamping: window), count: 256)
    var candidates = [[Int]](repeating: [], count: 256)
    for (index, pattern) in patterns.enumerated() {
      for (position, byte) in pattern.prefix(window).enumerated() {
        shifts[Int(byte)] = min(shifts[Int(byte)], UInt8(clamping: window - 1 - position))
      }
      if let last = pattern.prefix(window).last { candidates[Int(last)].append(index) }
    }
    self.shifts = shifts
    self.candidates = candidates
    self.window = window
  }

  /// The first place of a pattern; of several there, the longest, with all that overlap it.
  func firstMatch(in text: [UInt8], from start: Int) -> Range<Int>? {
    var place = start
    while let next = nextCandidate(in: text, from: place) {
      if let end = longest(candidates[Int(text[next + window - 1])], in: text, at: next) {
        return next..<extended(next..<end, in: text)
      }
      place = next + 1
    }
    return nil
  }

  /// The next place whose window ends as that of a pattern does.
  private func nextCandidate(in text: [UInt8], from start: Int) -> Int? {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe shifts.withUnsafeBufferPointer { shifts in
        var last = start + window - 1
        while last < text.count {
          let shift = unsafe shifts[Int(text[last])]
          if shift == 0 { return last - window + 1 }
          last += Int(shift)
        }
        return nil
      }
    }
  }

  /// Whether nothing is in the text, and nothing begins at its end.
  func isClean(_ text: [UInt8]) -> Bool {
    firstMatch(in: text, from: 0) == nil && unfinished(in: text, from: 0) == text.count
  }

  /// Where the end of the text begins that may be the beginning of a pattern.
  func unfinished(in text: [UInt8], from start: Int) -> Int {
    let longest = patterns.map(\.count).max() ?? 0
    let first = max(start, text.count - longest + 1)
    guard first < text.count else { return max(start, text.count) }
    return (first..<text.count).first { place in
      patterns.contains { $0.count > text.count - place && text[place...].elementsEqual($0.prefix(text.count - place)) }
    } ?? text.count
  }

  private func longest(_ indices: [Int], in text: [UInt8], at place: Int) -> Int? {
    indices.lazy.map { patterns[$0] }.filter { text[place...].starts(with: $0) }.map { place + $0.count }.max()
  }

  private func extended(_ match: Range<Int>, in text: [UInt8]) -> Int {
    var end = match.upperBound
    var place = match.lowerBound + 1
    while place < end {
      end = max(end, longest(Array(patterns.indices), in: text, at: place) ?? end)
      place += 1
    }
    return end
  }
}
