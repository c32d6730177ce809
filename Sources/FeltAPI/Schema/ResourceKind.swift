/// The kind of resource that an id names.
public enum ResourceKind: String, Sendable, Hashable, CaseIterable {
  case user
  case workspace
  case project
  case folder
  case map
  case layer
  case layerGroup = "layer_group"
  case component
  case elementGroup = "element_group"
  case element
  case comment
  case customExport = "custom_export"
  case source
  case dataset
  case credential

  /// The kind that a path parameter names, such as ``map`` for `map_id`.
  package init?(pathParameter name: String) {
    switch name {
    case "group_id": self = .elementGroup
    case "export_id": self = .customExport
    case _ where name.hasSuffix("_id"): self.init(rawValue: String(name.dropLast(3)))
    default: return nil
    }
  }

  /// The path parameter that takes its ids, such as `map_id`.
  package var pathParameter: String {
    switch self {
    case .elementGroup: "group_id"
    case .customExport: "export_id"
    default: rawValue + "_id"
    }
  }
}
