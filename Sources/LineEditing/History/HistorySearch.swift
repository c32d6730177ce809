/// A search through lines, newest first, for a text that grows.
package struct HistorySearch {
  private let entries: [String]
  private var pattern = ""
  private var position: Int
  private var hasFailed = false

  package init(_ entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// What stands before the line found.
  package var prompt: String { "(\(hasFailed ? "no match" : "search")) `\(pattern)': " }

  /// The line found, with the cursor where the text is in it.
  package var match: LineContent? {
    guard !pattern.isEmpty, entries.indices.contains(position) else { return nil }
    let entry = entries[position]
    let before = range(in: entry).map { entry[..<$0.lowerBound].unicodeScalars.count }
    return LineContent(text: entry, cursor: before ?? 0)
  }

  /// Looks for a longer text, from the line found on.
  package mutating func extend(by scalar: Unicode.Scalar) -> Bool {
    pattern.unicodeScalars.append(scalar)
    return move(to: entries[..<min(position + 1, entries.count)].lastIndex { range(in: $0) != nil })
  }

  /// Takes the last character back, and looks from the newest line on.
  package mutating func shorten() {
    if !pattern.isEmpty { pattern.removeLast() }
    position = entries.count
    guard !pattern.isEmpty else { return hasFailed = false }
    _ = move(to: entries.lastIndex { range(in: $0) != nil })
  }

  /// Moves to the next older line that differs.
  package mutating func older() -> Bool {
    let shown = match?.text
    return move(to: entries[..<position].lastIndex { $0 != shown && range(in: $0) != nil })
  }

  /// Moves back to the next newer line that differs.
  package mutating func newer() -> Bool {
    let shown = match?.text
    let start = min(position + 1, entries.count)
    return move(to: entries[start...].firstIndex { $0 != shown && range(in: $0) != nil })
  }

  private mutating func move(to index: Int?) -> Bool {
    hasFailed = index == nil || pattern.isEmpty
    if let index, !pattern.isEmpty { position = index }
    return !hasFailed
  }

  /// Where the text is; capitals count only if it has some.
  private func range(in entry: String) -> Range<String.Index>? {
    guard !pattern.isEmpty else { return nil }
    if pattern.contains(where: \.isUppercase) {
      return entry.firstRange(of: pattern)
    }
    let isHere = { (character: Character, wanted: Character) in
      character == wanted || character.lowercased() == String(wanted)
    }
    var start = entry.startIndex
    while start < entry.endIndex {
      if entry[start...].starts(with: pattern, by: isHere) {
        let end = entry.index(start, offsetBy: pattern.count, limitedBy: entry.endIndex) ?? entry.endIndex
        return start..<end
      }
      entry.formIndex(after: &start)
    }
    return nil
  }
}
