/// Texts to look for, all at once, without looking at every byte: where the last byte of a window is in none of them,
/// the whole window is skipped. Source: R. N. Horspool, "Practical fast searching in strings" (1980), for a set.
///
/// That is done only near a landmark: a byte, rare in most texts, that one of the patterns has, as all tokens have `_`.
struct PatternSet: Sendable {
  private let patterns: [[UInt8]]
  /// Which patterns have this byte at the end of the window.
  private let candidates: [[Int]]
  /// How far the window can move when this byte is at its end; 0 where there are candidates.
  private let shifts: [UInt8]
  private let window: Int
  /// Up to four bytes, of which each pattern has one in its window; none where four are too few.
  private let landmarks: [UInt8]
  /// How far into a pattern its first landmark is at most.
  private let farthestLandmark: Int

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
    landmarks = Self.landmarks(of: patterns.map { $0.prefix(window) })
    farthestLandmark =
      patterns.compactMap { [landmarks] in $0.prefix(window).firstIndex(where: landmarks.contains) }.max() ?? 0
  }

  /// Bytes of which each window has one; none when four are not enough.
  private static func landmarks(of windows: [ArraySlice<UInt8>]) -> [UInt8] {
    var chosen: [UInt8] = []
    var others = windows
    while let first = others.first, chosen.count < 4 {
      // One of the first window's bytes, the rarest one, and of several such the one that most of the others have too.
      let best = first.max { left, right in
        let (common, rare) = (commonness(of: left), commonness(of: right))
        guard common == rare else { return common > rare }
        return others.count { $0.contains(left) } < others.count { $0.contains(right) }
      }
      guard let best else { return [] }
      chosen.append(best)
      others.removeAll { $0.contains(best) }
    }
    return others.isEmpty ? chosen : []
  }

  /// How common a byte is in JSON and in what is written for people, roughly; 0 for the rare ones.
  private static func commonness(of byte: UInt8) -> Int {
    let ascending = "yfghpmudclornitsae-{}[]:\"\n.,0123456789 ".utf8
    return ascending.firstIndex(of: byte).map { ascending.distance(from: ascending.startIndex, to: $0) + 1 } ?? 0
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
    guard !landmarks.isEmpty else { return nextCandidate(in: text, start..<text.count) }
    var place = start
    while let landmark = text.firstPlace(from: place, of: landmarks) {
      place = max(place, landmark - farthestLandmark)
      if let candidate = nextCandidate(in: text, place..<landmark + 1) { return candidate }
      place = landmark + 1
    }
    return nil
  }

  /// The first such place in a range.
  private func nextCandidate(in text: [UInt8], _ range: Range<Int>) -> Int? {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe shifts.withUnsafeBufferPointer { shifts in
        var last = range.lowerBound + window - 1
        let end = min(range.upperBound + window - 1, text.count)
        while last < end {
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
