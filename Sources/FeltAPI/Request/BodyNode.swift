internal import JSONText

/// A part of a JSON body that is being made. A class, so that ten thousand fields are set in place.
final class BodyNode {
  /// Why a value cannot be set.
  enum Conflict: Error {
    /// Another kind of value is there already.
    case taken
    /// An element of a list would leave a gap before it.
    case gap
  }

  private enum Content {
    case empty
    case leaf([UInt8])
    case array([BodyNode])
    /// Names are compared by their bytes, as JSON does, and not by what Unicode calls equivalent.
    case object([(name: String, value: BodyNode)], places: [[UInt8]: Int])
  }

  private var content = Content.empty

  /// Sets JSON at a place, making the objects and lists on the way.
  func set(_ json: [UInt8], at path: [BodyField.Key]) throws(Conflict) {
    var node = self
    for key in path { node = try node.child(key) }
    guard case .empty = node.content else { throw .taken }
    node.content = .leaf(json)
  }

  private func child(_ key: BodyField.Key) throws(Conflict) -> BodyNode {
    switch key {
    case .name(let name): try member(name)
    case .index(let index): try element(index)
    case .append: try element(nil)
    }
  }

  private func member(_ name: String) throws(Conflict) -> BodyNode {
    if case .empty = content { content = .object([], places: [:]) }
    guard case .object(var members, var places) = content else { throw .taken }
    let bytes = Array(name.utf8)
    if let place = places[bytes] { return members[place].value }
    content = .empty
    let node = BodyNode()
    places[bytes] = members.count
    members.append((name, node))
    content = .object(members, places: places)
    return node
  }

  /// - Parameter index: nil for a new element at the end.
  private func element(_ index: Int?) throws(Conflict) -> BodyNode {
    if case .empty = content { content = .array([]) }
    guard case .array(var elements) = content else { throw .taken }
    if let index, elements.indices.contains(index) { return elements[index] }
    guard index == nil || index == elements.count else { throw .gap }
    content = .empty
    let node = BodyNode()
    elements.append(node)
    content = .array(elements)
    return node
  }

  /// Appends the JSON text, without white space.
  func write(to result: inout [UInt8]) {
    switch content {
    case .empty: break
    case .leaf(let json): result += json
    case .array(let elements):
      result.append(UInt8(ascii: "["))
      for (position, element) in elements.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        element.write(to: &result)
      }
      result.append(UInt8(ascii: "]"))
    case .object(let members, _):
      result.append(UInt8(ascii: "{"))
      for (position, member) in members.enumerated() {
        if position > 0 { result.append(UInt8(ascii: ",")) }
        result += JSONValue.string(member.name).serialized()
        result.append(UInt8(ascii: ":"))
        member.value.write(to: &result)
      }
      result.append(UInt8(ascii: "}"))
    }
  }
}
