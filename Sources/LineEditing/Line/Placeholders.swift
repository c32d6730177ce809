/// Long texts that are kept out of the line. A placeholder such as `[pasted 214 lines]` stands for each.
///
/// libedit crashes when a line is taller than the screen, and such a line can't be read anyway.
package struct Placeholders {
  /// Where a text came from: the first word of its placeholder.
  package enum Origin: String, Sendable {
    case pasted, typed, recalled, edited
  }

  private struct Entry {
    let label: String
    let text: String
  }

  private var entries: [Entry] = []

  /// The texts of earlier lines are kept up to this many bytes, because a deleted placeholder can be put back.
  private static let keptBytes = 8 << 20

  package init() {}

  /// Whether no text has a placeholder.
  var isEmpty: Bool { entries.isEmpty }

  /// Keeps a text.
  ///
  /// - Returns: its placeholder.
  package mutating func add(_ text: String, _ origin: Origin) -> String {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    let size = lines > 1 ? "\(lines) lines" : "\(text.unicodeScalars.count) characters"
    var label = "[\(origin.rawValue) \(size)]"
    var number = 1
    while let entry = entries.first(where: { $0.label == label }) {
      if entry.text == text { return label }
      number += 1
      label = "[\(origin.rawValue) \(size), \(number)]"
    }
    entries.append(Entry(label: label, text: text))
    return label
  }

  /// Forgets the oldest texts when there are too many; between two lines.
  mutating func forgetOld() {
    var bytes = entries.reduce(0) { $0 + $1.text.utf8.count }
    while bytes > Self.keptBytes, !entries.isEmpty {
      bytes -= entries.removeFirst().text.utf8.count
    }
  }

  /// Whether a placeholder is in the line.
  func areIn(_ line: some StringProtocol) -> Bool {
    first(in: Substring(line)) != nil
  }

  /// The line with the texts in place of their placeholders.
  package func expand(_ line: some StringProtocol) -> String {
    var expanded = ""
    var rest = Substring(line)
    while let (range, text) = first(in: rest) {
      expanded += rest[..<range.lowerBound]
      expanded += text
      rest = rest[range.upperBound...]
    }
    return expanded + rest
  }

  /// The line with the texts in place of their placeholders, and the cursor where it stood between them.
  func expand(_ content: LineContent) -> LineContent {
    guard !isEmpty else { return content }
    let before = expand(content.beforeCursor)
    return LineContent(text: before + expand(content.afterCursor), cursor: before.unicodeScalars.count)
  }

  private func first(in line: Substring) -> (range: Range<String.Index>, text: String)? {
    var found: (range: Range<String.Index>, text: String)?
    for entry in entries {
      guard let range = line.utf8.firstRange(of: entry.label.utf8) else { continue }
      if found.map({ range.lowerBound < $0.range.lowerBound }) ?? true { found = (range, entry.text) }
    }
    return found
  }
}

extension Placeholders {
  /// Where the placeholders are in the line, in Unicode scalars.
  private func ranges(in line: String) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var rest = line[...]
    var offset = 0
    while let (range, _) = first(in: rest) {
      let start = offset + rest[..<range.lowerBound].unicodeScalars.count
      offset = start + rest[range].unicodeScalars.count
      ranges.append(start..<offset)
      rest = rest[range.upperBound...]
    }
    return ranges
  }

  /// Where the cursor goes to leave the placeholder that it is in; nil when it is in none.
  func end(around content: LineContent) -> Int? {
    guard !isEmpty else { return nil }
    let range = ranges(in: content.text).first { $0.lowerBound < content.cursor && content.cursor < $0.upperBound }
    return range?.upperBound
  }

  /// What to make of a change that touched a part of a placeholder: a deletion takes all of the placeholder, and
  /// anything else is undone. Nil when the change left each placeholder whole or took it whole.
  package func repaired(_ new: LineContent, from old: LineContent) -> LineContent? {
    guard !isEmpty, new.text != old.text else { return nil }
    let before = Array(old.text.unicodeScalars)
    let (removed, inserted) = Self.change(from: before, to: Array(new.text.unicodeScalars), cursor: new.cursor)
    let torn = ranges(in: old.text).filter { label in
      removed.isEmpty
        ? label.lowerBound < removed.lowerBound && removed.lowerBound < label.upperBound
        : label.overlaps(removed) && !(removed.lowerBound <= label.lowerBound && label.upperBound <= removed.upperBound)
    }
    guard let first = torn.first, let last = torn.last else { return nil }
    guard inserted == 0 else { return old }
    let start = min(removed.lowerBound, first.lowerBound)
    let kept = before[..<start] + before[max(removed.upperBound, last.upperBound)...]
    return LineContent(text: String(String.UnicodeScalarView(kept)), cursor: start)
  }

  /// What was removed of the old line, and how many characters were inserted there.
  private static func change(
    from old: [Unicode.Scalar], to new: [Unicode.Scalar], cursor: Int
  ) -> (removed: Range<Int>, inserted: Int) {
    let grown = new.count - old.count
    // Between equal characters the cursor says which of them are new, or gone.
    let start = grown > 0 ? cursor - grown : cursor
    if start >= 0, start <= min(old.count, new.count), old[..<start] == new[..<start] {
      if grown > 0, old[start...] == new[(start + grown)...] { return (start..<start, grown) }
      if grown < 0, old[(start - grown)...] == new[start...] { return (start..<(start - grown), 0) }
    }
    let shorter = min(old.count, new.count)
    let head = (0..<shorter).first { old[$0] != new[$0] } ?? shorter
    let tail = (0..<(shorter - head)).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? shorter - head
    return (head..<(old.count - tail), new.count - tail - head)
  }
}
