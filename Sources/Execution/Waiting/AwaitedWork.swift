internal import FeltAPI
internal import HTTPTypes

/// Work that Felt goes on with after its response, such as the processing of a layer: where to ask how far it is.
package struct AwaitedWork: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case layer
    /// All layers of a group.
    case layerGroup
    /// All layers of a map.
    case map
    /// A custom export.
    case export
    /// The sync of a source.
    case source
  }

  package let kind: Kind
  /// What is read to know how far it is, relative to the base URL.
  package let path: String

  /// The usual limit of a wait, in seconds.
  package static let usualTimeout = 600.0

  /// - Parameter path: relative to the base URL.
  /// - Returns: nil for a path that says nothing about work.
  package init?(path: String) {
    let kind: Kind? =
      switch Catalogue.match(.get, String(path.prefix { $0 != "?" }))?.0.name {
      case "show_map_layer": .layer
      case "show_map_layer_group": .layerGroup
      case "show_map": .map
      case "poll_map_layer_custom_export": .export
      case "show_source": .source
      default: nil
      }
    guard let kind else { return nil }
    (self.kind, self.path) = (kind, path)
  }

  private init(_ kind: Kind, _ segments: String...) throws(Failure) {
    self.kind = kind
    do throws(CallProblem) {
      path = try segments.map { segment throws(CallProblem) in "/" + (try PathSegment.encode(segment)) }.joined()
    } catch {
      throw Failure(.call(error))
    }
  }

  package static func layer(_ id: String, map: String) throws(Failure) -> AwaitedWork {
    try AwaitedWork(.layer, "maps", map, "layers", id)
  }

  package static func layerGroup(_ id: String, map: String) throws(Failure) -> AwaitedWork {
    try AwaitedWork(.layerGroup, "maps", map, "layer_groups", id)
  }

  package static func source(_ id: String) throws(Failure) -> AwaitedWork {
    try AwaitedWork(.source, "sources", id)
  }

  package static func export(_ id: String, layer: String, map: String) throws(Failure) -> AwaitedWork {
    try AwaitedWork(.export, "maps", map, "layers", layer, "custom_exports", id)
  }

  /// The layers of an upload. A layer that is in no group is given as its own group.
  package static func upload(group: String, layer: String?, map: String) throws(Failure) -> AwaitedWork {
    group == layer ? try self.layer(group, map: map) : try layerGroup(group, map: map)
  }
}
