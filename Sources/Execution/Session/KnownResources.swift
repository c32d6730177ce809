internal import CommandLanguage
package import JSONText

/// A resource that a response has shown.
package struct KnownResource: Hashable, Sendable {
  package let id: String
  /// The name of the path parameter that takes its id, such as `map_id`.
  package let parameter: String
  package let title: String
  /// What the title is found by: in lower case.
  package let key: String
}

/// The resources that responses have shown: their ids, by title and kind.
package struct KnownResources: Sendable {
  private var byID: [String: KnownResource] = [:]
  /// By parameter, in the order in which they are listed; made when they are asked for, since a script learns with
  /// every request and asks for none.
  private var sorted: [String: [KnownResource]] = [:]
  /// More are not remembered.
  private static let limit = 20_000
  private static let depth = 6

  package init() {}

  /// Takes in the resources that a response shows.
  package mutating func learn(_ value: JSONValue) {
    var changed: Set<String> = []
    learn(value, holder: "", depth: Self.depth, &changed)
    for parameter in changed { sorted[parameter] = nil }
  }

  private mutating func learn(_ value: JSONValue, holder: String, depth: Int, _ changed: inout Set<String>) {
    guard depth > 0, byID.count < Self.limit else { return }
    switch value {
    case .object(let object):
      if let id = object.text("id"), Self.isPlain(id), let title = object.text("title") ?? object.text("name"),
        let parameter = Self.parameter(type: object.text("type"), holder: holder)
      {
        let resource = KnownResource(id: id, parameter: parameter, title: title, key: title.lowercased())
        if byID.updateValue(resource, forKey: id) != resource { changed.insert(parameter) }
      }
      for member in object.members { learn(member.value, holder: member.name, depth: depth - 1, &changed) }
    case .array(let elements):
      for element in elements { learn(element, holder: holder, depth: depth - 1, &changed) }
    case .null, .bool, .number, .string: break
    }
  }

  /// Forgets a resource that was deleted, so that it is offered no more.
  package mutating func forget(_ id: String) {
    guard let resource = byID.removeValue(forKey: id) else { return }
    sorted[resource.parameter] = nil
  }

  /// Whether an id can be put into a path as it is, so that what a server says leads nowhere else.
  private static func isPlain(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.allSatisfy { $0.isIdentifierByte || $0 == UInt8(ascii: "-") }
  }

  private static func parameter(type: String?, holder: String) -> String? {
    switch (type, holder) {
    case ("map"?, _), ("map_reference"?, _): "map_id"
    case ("project"?, _), ("project_reference"?, _): "project_id"
    case ("layer_group"?, _): "layer_group_id"
    case ("source"?, _), ("source_reference"?, _): "source_id"
    case ("layer"?, _), (_, "layers"): "layer_id"
    case (_, "element_groups"): "group_id"
    default: nil
    }
  }

  /// The resources whose ids a path parameter takes, by title.
  package mutating func resources(for parameter: String) -> [KnownResource] {
    if let known = sorted[parameter] { return known }
    let found = byID.values.filter { $0.parameter == parameter }.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
    sorted[parameter] = found
    return found
  }

  /// The resource with an id; nil when no response has shown it.
  package func resource(id: String) -> KnownResource? { byID[id] }

  /// All of them, by kind and title.
  package var all: [KnownResource] {
    mutating get { Set(byID.values.map(\.parameter)).sorted().flatMap { resources(for: $0) } }
  }
}
