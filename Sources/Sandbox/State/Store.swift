internal import JSONText

/// Things by id, in the order in which they were made.
struct Store: Sendable {
  private var order: [String] = []
  private var items: [String: JSONObject] = [:]

  subscript(id: String) -> JSONObject? {
    get { items[id] }
    set {
      if newValue != nil, items[id] == nil { order.append(id) }
      if newValue == nil { order.removeAll { $0 == id } }
      items[id] = newValue
    }
  }

  var all: [JSONObject] { order.compactMap { items[$0] } }

  /// Those whose member has that text.
  func all(where name: String, is text: String) -> [JSONObject] {
    all.filter { $0[name] == .string(text) }
  }
}
