internal import CommandLanguage

/// What goes from the objects and lists of a transcript, and what comes into them, with the commas that belong to it.
struct ContainerEdits {
  private struct Edit {
    let items: [Range<Int>]
    var removed: Set<Int> = []
    var added: [TranscriptMismatch.Replacement] = []
  }

  /// A part of the body's text that is replaced by values.
  struct Change {
    let range: Range<Int>
    var added: [TranscriptMismatch.Replacement] = []
    /// Whether the first value comes behind another.
    var beginsWithSeparator = false
    /// What stands between values, as lines.
    var separator = [", "]
    /// How far lines behind the first are indented.
    var indentation = 0
  }

  private var edits: [Range<Int>: Edit] = [:]
  private var order: [Range<Int>] = []

  mutating func remove(_ item: Int, _ container: Range<Int>, _ items: [Range<Int>]) {
    begin(container, items)
    edits[container]?.removed.insert(item)
  }

  mutating func add(_ value: TranscriptMismatch.Replacement, _ container: Range<Int>, _ items: [Range<Int>]) {
    begin(container, items)
    edits[container]?.added.append(value)
  }

  private mutating func begin(_ container: Range<Int>, _ items: [Range<Int>]) {
    guard edits[container] == nil else { return }
    edits[container] = Edit(items: items)
    order.append(container)
  }

  func changes(in expected: ExpectedResponse) -> [Change] {
    order.flatMap { container in edits[container].map { changes($0, container, expected) } ?? [] }
  }

  private func changes(_ edit: Edit, _ container: Range<Int>, _ expected: ExpectedResponse) -> [Change] {
    let items = edit.items
    guard let first = items.first, let last = items.last else {
      let place = container.lowerBound + 1
      return [addition(edit, at: place..<place, beside: nil, expected)]
    }
    guard let kept = items.indices.first(where: { !edit.removed.contains($0) }) else {
      return [addition(edit, at: first.lowerBound..<last.upperBound, beside: nil, expected)]
    }
    var changes = edit.removed.map { item in
      Change(
        range: item < kept
          ? items[item].lowerBound..<items[item + 1].lowerBound : items[item - 1].upperBound..<items[item].upperBound)
    }
    if !edit.added.isEmpty {
      changes.append(addition(edit, at: last.upperBound..<last.upperBound, beside: last, expected))
    }
    return changes
  }

  /// - Parameter item: the value that stands in front, whose layout those that come have too.
  private func addition(
    _ edit: Edit, at range: Range<Int>, beside item: Range<Int>?, _ expected: ExpectedResponse
  ) -> Change {
    var change = Change(range: range, added: edit.added)
    change.beginsWithSeparator = item != nil
    let indentation = expected.indentation(at: (item ?? range).lowerBound)
    change.indentation = indentation
    if let item, expected.beginsLine(at: item.lowerBound) {
      change.separator = [",", String(repeating: " ", count: indentation)]
    }
    return change
  }
}

extension ExpectedResponse {
  /// How far the line is indented on which a place of the body is.
  func indentation(at place: Int) -> Int {
    text[lineStart(place)...].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// Whether only spaces stand in front of a place on its line.
  func beginsLine(at place: Int) -> Bool {
    text[lineStart(place)..<place].allSatisfy(\.isBlank)
  }

  private func lineStart(_ place: Int) -> Int {
    text[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }
}
