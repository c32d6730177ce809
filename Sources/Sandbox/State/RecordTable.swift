internal import JSONText

/// Records by id, in the order in which they were created. Changes can be taken back until they are committed, so that
/// a request that fails leaves nothing behind; that costs as much as the changes, not as much as the table.
struct RecordTable<Record: TableRecord>: Sendable {
  private struct Slot {
    let id: String
    var record: Record
  }

  /// What one change replaced: nil for a new record.
  private struct Change {
    let position: Int
    let replaced: Slot?
  }

  private let fields: [String]
  /// In order of creation; nil for a record that was removed.
  private var slots: [Slot?] = []
  private var positions: [String: Int] = [:]
  /// For each field, the positions of the records by that field's text.
  private var indexes: [[String: Set<Int>]]
  /// No record is at an earlier position.
  private var start = 0
  private var changes: [Change] = []
  /// Below this many slots, removed records aren't worth the work of closing the gaps.
  private static var smallestCompaction: Int { 64 }

  /// - Parameter fields: the fields by which records are looked up, in time that depends on the matches alone.
  init(indexing fields: String...) {
    self.fields = fields
    indexes = fields.map { _ in [:] }
  }

  subscript(id: String) -> Record? {
    get { positions[id].flatMap { slots[$0]?.record } }
    set {
      guard let position = positions[id] else {
        guard let newValue else { return }
        changes.append(Change(position: slots.count, replaced: nil))
        slots.append(nil)
        place(Slot(id: id, record: newValue), at: slots.count - 1)
        return
      }
      changes.append(Change(position: position, replaced: slots[position]))
      clear(position)
      if let newValue { place(Slot(id: id, record: newValue), at: position) }
    }
  }

  var all: [Record] { slots[start...].compactMap { $0?.record } }
  var ids: [String] { slots[start...].compactMap { $0?.id } }
  var first: (id: String, record: Record)? {
    slots[start...].lazy.compactMap { $0.map { ($0.id, $0.record) } }.first
  }

  /// The records whose field has that text.
  func all(where field: String, is text: String) -> [Record] {
    matches(field, text).compactMap { slots[$0]?.record }
  }

  /// How many records have that text in a field.
  func count(where field: String, is text: String) -> Int {
    index(of: field).map { indexes[$0][text]?.count ?? 0 } ?? matches(field, text).count
  }

  /// Removes the records whose field has that text.
  ///
  /// - Returns: the removed records.
  @discardableResult
  mutating func removeAll(where field: String, is text: String) -> [Record] {
    let removed = matches(field, text).compactMap { slots[$0] }
    for slot in removed { self[slot.id] = nil }
    return removed.map(\.record)
  }

  /// Removes the oldest records for as long as a condition holds.
  mutating func removeOldest(while isExpired: (Record) -> Bool) {
    while let first, isExpired(first.record) { removeFirst() }
  }

  /// Removes the oldest records beyond a count, for things that are created again and again.
  mutating func keepNewest(_ count: Int) {
    while positions.count > count { removeFirst() }
  }

  private mutating func removeFirst() {
    while start < slots.count, slots[start] == nil { start += 1 }
    guard start < slots.count, let id = slots[start]?.id else { return }
    self[id] = nil
  }

  // MARK: - Changes

  /// Makes the changes since the last commit permanent.
  mutating func commit() {
    changes = []
    while start < slots.count, slots[start] == nil { start += 1 }
    guard slots.count > Self.smallestCompaction, positions.count * 2 < slots.count else { return }
    let remaining = slots.compactMap(\.self)
    slots = Array(repeating: nil, count: remaining.count)
    (positions, indexes, start) = ([:], fields.map { _ in [:] }, 0)
    for (position, slot) in remaining.enumerated() { place(slot, at: position) }
  }

  /// Takes the changes since the last commit back.
  mutating func rollBack() {
    for change in changes.reversed() {
      clear(change.position)
      if let replaced = change.replaced {
        place(replaced, at: change.position)
      } else if change.position == slots.count - 1 {
        slots.removeLast()
      }
    }
    changes = []
    start = min(start, slots.count)
  }

  private mutating func place(_ slot: Slot, at position: Int) {
    slots[position] = slot
    positions[slot.id] = position
    start = min(start, position)
    for (index, field) in fields.enumerated() {
      if let text = slot.record.text(field) { indexes[index][text, default: []].insert(position) }
    }
  }

  private mutating func clear(_ position: Int) {
    guard let slot = slots[position] else { return }
    slots[position] = nil
    positions[slot.id] = nil
    for (index, field) in fields.enumerated() {
      guard let text = slot.record.text(field) else { continue }
      indexes[index][text]?.remove(position)
      if indexes[index][text]?.isEmpty ?? false { indexes[index][text] = nil }
    }
  }

  private func index(of field: String) -> Int? { fields.firstIndex(of: field) }

  private func matches(_ field: String, _ text: String) -> [Int] {
    if let index = index(of: field) { return (indexes[index][text] ?? []).sorted() }
    return slots.indices.filter { slots[$0]?.record.text(field) == text }
  }
}

/// What a ``Table`` can hold.
protocol TableRecord: Sendable {
  /// The text of a field; nil for anything else.
  func text(_ field: String) -> String?
}

extension JSONObject: TableRecord {}

extension DataFile: TableRecord {
  func text(_ field: String) -> String? { nil }
}
