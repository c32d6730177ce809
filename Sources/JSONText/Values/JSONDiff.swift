/// What differs between two values, by structure and not by text.
package enum JSONDiff {
  /// One difference.
  package struct Change: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case added(JSONValue)
      case removed(JSONValue)
      case changed(JSONValue, JSONValue)
    }

    /// The normalized path. Source: RFC 9535, section 2.7.
    package let path: String
    package let kind: Kind
  }

  /// The differences from `old` to `new`, in the order of `old`.
  ///
  /// - Parameters:
  ///   - ignored: what these find in either value is passed over.
  ///   - isCancelled: asked now and then whether to stop.
  package static func between(
    _ old: JSONValue, _ new: JSONValue, ignoring ignored: [JSONPath] = [],
    isCancelled: @escaping () -> Bool = { false }
  ) throws(JSONPathError) -> [Change] {
    var paths: Set<String> = []
    for path in ignored {
      for value in [old, new] {
        for node in try path.evaluate(on: value, isCancelled: isCancelled) { paths.insert(node.path) }
      }
    }
    var comparison = Comparison(ignored: paths, isCancelled: isCancelled)
    try comparison.compare(old, new, Location())
    return comparison.changes
  }

  private struct Comparison {
    let ignored: Set<String>
    let isCancelled: () -> Bool
    var changes: [Change] = []
    private var count = 0
    /// So many values are compared between two looks at whether it is to stop.
    private static let pause = 1 << 12

    init(ignored: Set<String>, isCancelled: @escaping () -> Bool) {
      self.ignored = ignored
      self.isCancelled = isCancelled
    }

    mutating func compare(_ old: JSONValue, _ new: JSONValue, _ location: Location) throws(JSONPathError) {
      count += 1
      if count % Self.pause == 0, isCancelled() { throw .cancelled }
      if !ignored.isEmpty, ignored.contains(location.path) { return }
      switch (old, new) {
      case (.object(let first), .object(let second)): try compare(first, second, location)
      case (.array(let first), .array(let second)):
        for index in 0..<max(first.count, second.count) {
          let place = location.appending(.index(index))
          if index >= second.count {
            add(.removed(first[index]), place)
          } else if index >= first.count {
            add(.added(second[index]), place)
          } else {
            try compare(first[index], second[index], place)
          }
        }
      default:
        if !old.isEqual(to: new) { changes.append(Change(path: location.path, kind: .changed(old, new))) }
      }
    }

    private mutating func compare(_ old: JSONObject, _ new: JSONObject, _ location: Location) throws(JSONPathError) {
      let (left, right) = (old.valuesByName, new.valuesByName)
      for member in old.membersFound {
        let place = location.appending(.name(member.name))
        if let value = right[Array(member.name.utf8)] {
          try compare(member.value, value, place)
        } else {
          add(.removed(member.value), place)
        }
      }
      for member in new.membersFound where left[Array(member.name.utf8)] == nil {
        add(.added(member.value), location.appending(.name(member.name)))
      }
    }

    private mutating func add(_ kind: Change.Kind, _ location: Location) {
      let path = location.path
      if !ignored.contains(path) { changes.append(Change(path: path, kind: kind)) }
    }
  }
}
