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
  /// Where it is, relative to the base URL; nil where that is not known.
  package let path: String?
  /// The ids that lead to it, such as a layer's map, by their parameters.
  package let parents: [String: String]
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
  ///
  /// - Parameter path: what was read or written, relative to the base URL.
  package mutating func learn(_ value: JSONValue, from path: String = "") {
    var changed: Set<String> = []
    let parents = ResourcePath.identifiers(in: path)
    // A copy of a map is not inside of the map.
    learn(value, holder: "", parents: path.hasSuffix("/duplicate") ? [:] : parents, depth: Self.depth, &changed)
    for parameter in changed { sorted[parameter] = nil }
  }

  private mutating func learn(
    _ value: JSONValue, holder: String, parents: [String: String], depth: Int, _ changed: inout Set<String>
  ) {
    guard depth > 0, byID.count < Self.limit else { return }
    switch value {
    case .object(let object):
      var parents = parents
      if let resource = Self.resource(object, holder: holder, parents) {
        if byID.updateValue(resource, forKey: resource.id) != resource { changed.insert(resource.parameter) }
        parents[resource.parameter] = resource.id
      }
      for member in object.members {
        learn(member.value, holder: member.name, parents: parents, depth: depth - 1, &changed)
      }
    case .array(let elements):
      for element in elements { learn(element, holder: holder, parents: parents, depth: depth - 1, &changed) }
    case .null, .bool, .number, .string: break
    }
  }

  private static func resource(
    _ object: JSONObject, holder: String, _ parents: [String: String]
  ) -> KnownResource? {
    if let element = element(object, parents) { return element }
    guard let id = object.text("id"), isPlain(id), let title = object.title else {
      return nil
    }
    let place = ResourcePath(object)
    guard let parameter = parameter(type: object.text("type"), holder: holder) ?? place?.parameter else { return nil }
    var parents = place?.identifiers ?? parents
    if let project = object.text("project_id") { parents["project_id"] = project }
    return KnownResource(
      id: id, parameter: parameter, title: title, key: title.lowercased(), path: place?.path,
      parents: parents.filter { $0.value != id })
  }

  /// A feature of a map's elements.
  private static func element(_ object: JSONObject, _ parents: [String: String]) -> KnownResource? {
    guard object.text("type") == "Feature", let map = parents["map_id"], let element = MapElement(object),
      isPlain(element.id)
    else { return nil }
    let texts = [element.text, element.name, element.geometry]
    let title = texts.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? "element"
    return KnownResource(
      id: element.id, parameter: "element_id", title: title, key: title.lowercased(), path: nil,
      parents: ["map_id": map])
  }

  /// Forgets a resource that was deleted and all that was in it, so that they are offered no more.
  package mutating func forget(_ id: String) {
    for resource in byID.values where resource.id == id || resource.parents.values.contains(id) {
      byID[resource.id] = nil
      sorted[resource.parameter] = nil
    }
  }

  /// Whether an id can be put into a path as it is, so that what a server says leads nowhere else.
  static func isPlain(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.allSatisfy(isPlain)
  }

  /// Whether a byte may stand in such an id.
  static func isPlain(_ byte: UInt8) -> Bool { byte.isIdentifierByte || byte == UInt8(ascii: "-") }

  private static func parameter(type: String?, holder: String) -> String? {
    switch (type, holder) {
    case ("map"?, _), ("map_reference"?, _): "map_id"
    case ("project"?, _), ("project_reference"?, _): "project_id"
    case ("layer_group"?, _), (_, "layer_groups"): "layer_group_id"
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

  /// The resources of a kind with this title, in any case.
  package func titled(_ title: String, parameter: String? = nil) -> [KnownResource] {
    let key = title.lowercased()
    let found = byID.values.filter { $0.key == key && (parameter == nil || $0.parameter == parameter) }
      .sorted { $0.id < $1.id }
    let exact = found.filter { $0.title == title }
    return exact.isEmpty ? found : exact
  }

  /// The resource with an id; nil when no response has shown it.
  package func resource(id: String) -> KnownResource? { byID[id] }

  /// All of them, by kind and title.
  package var all: [KnownResource] {
    mutating get { Set(byID.values.map(\.parameter)).sorted().flatMap { resources(for: $0) } }
  }
}
