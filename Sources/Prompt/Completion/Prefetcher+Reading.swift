internal import FeltAPI

extension Prefetcher {
  /// What is asked for.
  enum Reading: Hashable, Comparable {
    case projects
    /// The projects, and the maps in them.
    case maps
    /// What is in a map, by the map's id.
    case map(String)

    /// What tells of the ids that a path's parameter takes; nil where nothing is asked.
    ///
    /// - Parameter map: the id of the map that they are in.
    init?(of parameter: String, map: String?) {
      switch parameter {
      case "project_id": self = .projects
      case "map_id": self = .maps
      case "layer_id", "layer_group_id", "group_id", "element_id":
        guard let map, let id = try? PathSegment.encode(map) else { return nil }
        self = .map(id)
      default: return nil
      }
    }

    var isInsideMap: Bool { if case .map = self { true } else { false } }

    /// What is read first, relative to the base URL.
    var path: String {
      switch self {
      case .projects, .maps: "/projects"
      case .map(let id): "/maps/" + id
      }
    }
  }
}
