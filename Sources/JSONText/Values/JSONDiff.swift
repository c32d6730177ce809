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
  /// - Parameter ignored: what these find in either value is passed over.
  package static func between(
    _ old: JSONValue, _ new: JSONValue, ignoring ignored: [JSONPath] = []
  ) throws(JSONPathError) -> [Change] {
    var paths: Set<String> = []
    for path in ignored {
      for node in try path.evaluate(on: old) + path.evaluate(on: new) { paths.insert(node.path) }
    }
    var changes: [Change] = []
    compare(old, new, Location(), paths, &changes)
    return changes
  }

  private static func compare(
    _ old: JSONValue, _ new: JSONValue, _ location: Location, _ ignored: Set<String>, _ changes: inout [Change]
  ) {
    if !ignored.isEmpty, ignored.contains(location.path) { return }
    switch (old, new) {
    case (.object(let first), .object(let second)):
      let (left, right) = (first.valuesByName, second.valuesByName)
      for member in first.membersFound {
        let place = location.appending(.name(member.name))
        if let value = right[Array(member.name.utf8)] {
          compare(member.value, value, place, ignored, &changes)
        } else {
          add(.removed(member.value), place, ignored, &changes)
        }
      }
      for member in second.membersFound where left[Array(member.name.utf8)] == nil {
        add(.added(member.value), location.appending(.name(member.name)), ignored, &changes)
      }
    case (.array(let first), .array(let second)):
      for index in 0..<max(first.count, second.count) {
        let place = location.appending(.index(index))
        if index >= second.count {
          add(.removed(first[index]), place, ignored, &changes)
        } else if index >= first.count {
          add(.added(second[index]), place, ignored, &changes)
        } else {
          compare(first[index], second[index], place, ignored, &changes)
        }
      }
    default:
      if !old.isEqual(to: new) { changes.append(Change(path: location.path, kind: .changed(old, new))) }
    }
  }

  private static func add(
    _ kind: Change.Kind, _ location: Location, _ ignored: Set<String>, _ changes: inout [Change]
  ) {
    let path = location.path
    if !ignored.contains(path) { changes.append(Change(path: path, kind: kind)) }
  }
}
