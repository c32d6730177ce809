internal import JSONText

/// Things by id, in the order in which they were made.
struct Store: Sendable {
  private var order: [String] = []
  private var items: [String: JSONObject] = [:]

  subscript(id: String) -> JSONObject? {
    get { items[id] }
    set {
      if newValue == nil {
        if items.removeValue(forKey: id) != nil { order.removeAll { $0 == id } }
      } else if items.updateValue(newValue ?? JSONObject(), forKey: id) == nil {
        order.append(id)
      }
    }
  }

  var all: [JSONObject] { order.compactMap { items[$0] } }
  var ids: [String] { order }

  /// Those whose member has that text.
  func all(where name: String, is text: String) -> [JSONObject] {
    order.compactMap { id in items[id].flatMap { $0.text(name) == text ? $0 : nil } }
  }

  /// Removes those whose member has that text.
  ///
  /// - Returns: their ids.
  @discardableResult
  mutating func removeAll(where name: String, is text: String) -> [String] {
    removeAll { $0.text(name) == text }
  }

  /// Removes the oldest of those that are more than so many, for things that are made again and again.
  mutating func keepNewest(_ count: Int) {
    guard order.count > count else { return }
    for id in order.dropLast(count) { items[id] = nil }
    order.removeFirst(order.count - count)
  }

  /// Removes some.
  ///
  /// - Returns: their ids.
  @discardableResult
  mutating func removeAll(where isGone: (JSONObject) -> Bool) -> [String] {
    let gone = order.filter { items[$0].map(isGone) ?? false }
    guard !gone.isEmpty else { return [] }
    for id in gone { items[id] = nil }
    order.removeAll { items[$0] == nil }
    return gone
  }
}
