internal import FeltAPI
internal import JSONText

/// What can be found by its name.
package enum FindKind: String, Sendable, Hashable, CaseIterable {
  case map, project, layer
  case layerGroup = "layer_group"
  case elementGroup = "element_group"
  case source

  /// What it is in.
  var holders: [String] {
    switch self {
    case .project, .source: []
    case .map: ["show_project"]
    case .layer: ["show_map", "show_project", "show_map_layer_group"]
    case .layerGroup, .elementGroup: ["show_map", "show_project"]
    }
  }

  /// The operation that shows one; for an element group the one that lists them, as none shows its name.
  var operation: FeltAPI.Operation? {
    let name =
      switch self {
      case .map: "show_map"
      case .project: "show_project"
      case .layer: "show_map_layer"
      case .layerGroup: "show_map_layer_group"
      case .elementGroup: "list_map_element_groups"
      case .source: "show_source"
      }
    return Catalogue.operation(named: name)
  }

  /// What a thing of this kind looks like.
  var schema: Schema? {
    let schema = operation?.response
    if self == .elementGroup, case .array(let element, _)? = schema?.kind { return element }
    return schema
  }

  /// In a message.
  package var noun: String { rawValue.replacing("_", with: " ") }
}

/// Something that was found.
package struct FoundThing: Sendable {
  package let kind: FindKind
  package let name: String
  package let id: String
  /// Where it is shown, relative to the base URL.
  package let path: String
  /// What it is in, by its title.
  package let holder: String?
  /// What the list that has it says of it.
  let value: JSONValue
}

/// Why not exactly one thing was found.
package enum FindProblem: Sendable {
  /// What there is of that kind.
  case none(FindKind, name: String, known: [FoundThing])
  case several(FindKind, name: String, [FoundThing])
  /// Things of this kind are not in what was named.
  case wrongPlace(FindKind)
}
