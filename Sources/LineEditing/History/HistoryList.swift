/// The lines entered, oldest first, and the walk through them with Up and Down.
package struct HistoryList {
  /// The oldest lines are forgotten beyond this many.
  static let capacity: Int32 = 10_000

  package private(set) var entries: [String] = []
  private var walk: Walk?

  package init() {}

  private struct Walk {
    let draft: LineContent
    let prefix: String
    /// The entry shown; one past the newest for the draft.
    var position: Int
    var shown: String
  }

  /// Adds a line unless it repeats the newest; true when it did.
  package mutating func add(_ line: String) -> Bool {
    walk = nil
    guard !line.isEmpty, entries.last != line else { return false }
    if entries.count >= Int(Self.capacity) {
      entries.removeFirst()
    }
    entries.append(line)
    return true
  }

  /// The next older entry that begins with what stood before the cursor when the walk began.
  package mutating func older(than current: LineContent) -> LineContent? {
    step(from: current) { [entries] walk in
      entries[..<walk.position].lastIndex { $0.hasPrefix(walk.prefix) && $0 != walk.shown }
    }
  }

  /// The next newer entry with that beginning, at last the line that the walk began with.
  package mutating func newer(than current: LineContent) -> LineContent? {
    guard let walk, walk.shown == current.text, walk.position < entries.count else { return nil }
    return step(from: current) { [entries] walk in
      entries[min(walk.position + 1, entries.count)...]
        .firstIndex { $0.hasPrefix(walk.prefix) && $0 != walk.shown } ?? entries.count
    }
  }

  private mutating func step(from current: LineContent, to next: (Walk) -> Int?) -> LineContent? {
    var walk =
      self.walk.flatMap { $0.shown == current.text ? $0 : nil }
      ?? Walk(
        draft: current, prefix: String(current.beforeCursor), position: entries.count, shown: current.text)
    guard let position = next(walk) else { return nil }
    walk.position = position
    let content = position < entries.count ? LineContent(entries[position]) : walk.draft
    walk.shown = content.text
    self.walk = walk
    return content
  }

  /// Forgets the walk: another line begins.
  mutating func endWalk() {
    walk = nil
  }
}
