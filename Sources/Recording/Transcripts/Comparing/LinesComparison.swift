internal import Execution

/// Compares a body that is not JSON with the lines of a transcript, of which `...` is any number of lines.
struct LinesComparison {
  private let lines: Lines
  private let text: [UInt8]
  private(set) var bindings: TranscriptBindings
  private let secrets: Secrets
  private(set) var mismatches: [TranscriptMismatch] = []

  init(_ body: LinesSieve.Kept, text: [UInt8], _ bindings: TranscriptBindings, _ secrets: Secrets) {
    lines = Lines(body)
    self.text = text
    self.bindings = bindings
    self.secrets = secrets
  }

  mutating func compare(_ expected: [ExpectedResponse.TextLine]) {
    let parts = expected.split(omittingEmptySubsequences: false) { $0.pattern == nil }.map(Array.init)
    guard let first = parts.first else { return }
    if parts.count == 1 { return compareAll(first) }
    var start = compare(first, from: 0, number: 1)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let (next, number) = find(part, from: start.place, number: start.number) else {
        add(.missing, part[0], nil, number: start.number, .lines(part[0].range, by: []))
        continue
      }
      start = compare(part, from: next, number: number)
    }
    guard let last = parts.last, !last.isEmpty else { return }
    let (place, isEnough) = lines.place(ofLast: last.count, notBefore: start.place)
    guard isEnough else {
      return add(.missing, last[0], nil, number: start.number, .lines(last[0].range, by: []))
    }
    _ = compare(last, from: place, number: lines.number(at: place))
  }

  /// All lines, one by one.
  private mutating func compareAll(_ expected: [ExpectedResponse.TextLine]) {
    let end = compare(expected, from: 0, number: 1)
    var surplus: [String] = []
    var place = end.place
    while let (line, next) = lines.line(at: place), surplus.count < TranscriptComparison.mostListed {
      surplus.append(line)
      place = next
    }
    guard !surplus.isEmpty else { return }
    let range = expected.last?.range ?? 0..<0
    mismatches.append(
      .init(
        difference: .init(.unexpected, path: "line \(end.number)", actual: shown(surplus[0])), range: range,
        edit: .addLines(surplus)))
  }

  /// Compares lines from a place on.
  ///
  /// - Returns: where the next line begins, and its number.
  private mutating func compare(
    _ expected: [ExpectedResponse.TextLine], from start: Int, number: Int
  ) -> (place: Int, number: Int) {
    var (place, number) = (start, number)
    for line in expected {
      guard let (actual, next) = lines.line(at: place) else {
        add(.missing, line, nil, number: number, .lines(line.range, by: []))
        continue
      }
      if !fits(line, actual, &bindings) {
        let kind = line.pattern?.otherMeaning(in: actual, bindings, secrets) ?? .otherValue
        add(kind, line, actual, number: number, .lines(line.range, by: [actual]))
      }
      (place, number) = (next, number + 1)
    }
    return (place, number)
  }

  /// Where lines stand one after another that fit.
  private func find(
    _ part: [ExpectedResponse.TextLine], from start: Int, number: Int
  ) -> (place: Int, number: Int)? {
    var (place, number) = (start, number)
    while let (_, following) = lines.line(at: place) {
      var trial = bindings
      var next = place
      let isFound = part.allSatisfy { line in
        guard let (actual, end) = lines.line(at: next) else { return false }
        next = end
        return fits(line, actual, &trial)
      }
      if isFound { return (place, number) }
      (place, number) = (following, number + lines.count(at: place))
    }
    return nil
  }

  private func fits(
    _ line: ExpectedResponse.TextLine, _ actual: String, _ bindings: inout TranscriptBindings
  ) -> Bool {
    let known = bindings
    guard let pattern = line.pattern, let found = pattern.match(actual, { known[$0] }) else { return false }
    for (placeholder, value) in found { bindings.bind(placeholder, value) }
    return true
  }

  private mutating func add(
    _ kind: TranscriptDifference.Kind, _ line: ExpectedResponse.TextLine, _ actual: String?, number: Int,
    _ edit: TranscriptMismatch.Edit
  ) {
    mismatches.append(
      .init(
        difference: .init(
          kind, path: "line \(number)", expected: String(decoding: text[line.range], as: UTF8.self),
          actual: actual.map(shown) ?? ""),
        range: line.range, edit: edit))
  }

  private func shown(_ line: String) -> String {
    secrets.isFound(in: line) ? Placeholder(.secret).text : String(line.prefix(200))
  }
}

/// The lines of a body, found one by one. What is blank at the end of a line doesn't count.
private struct Lines {
  private let bytes: [UInt8]
  private let gaps: [Int: Int]
  private static let lineBreak = UInt8(ascii: "\n")

  init(_ body: LinesSieve.Kept) {
    (bytes, gaps) = (body.bytes, body.gaps)
  }

  /// How many lines of the whole body the line is that begins at a place.
  func count(at place: Int) -> Int { gaps[place] ?? 1 }

  /// The line that begins at a place, and where the next begins; nil at the end.
  func line(at place: Int) -> (String, next: Int)? {
    guard place < bytes.count else { return nil }
    let end = bytes[place...].firstIndex(of: Self.lineBreak) ?? bytes.count
    var last = end
    while last > place, bytes[last - 1].isBlankAtEnd { last -= 1 }
    return (String(decoding: bytes[place..<last], as: UTF8.self), end + 1)
  }

  /// Where the last so many lines begin, and whether there are so many behind a place.
  func place(ofLast count: Int, notBefore start: Int) -> (Int, Bool) {
    var place = bytes.last == Self.lineBreak ? bytes.count - 1 : bytes.count
    for remaining in (0..<count).reversed() {
      guard place > start else { return (start, false) }
      guard let before = bytes[start..<place].lastIndex(of: Self.lineBreak) else { return (start, remaining == 0) }
      place = before
    }
    return (place + 1, true)
  }

  /// The number of the line that begins at a place, counted from 1.
  func number(at place: Int) -> Int {
    gaps.reduce(bytes[..<place].count { $0 == Self.lineBreak } + 1) { number, gap in
      gap.key < place ? number + gap.value - 1 : number
    }
  }
}

extension UInt8 {
  var isBlankAtEnd: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
