internal import Execution
internal import FeltAPI

/// The sentences of what was not found, or more than once.
extension FindProblem {
  /// So many names are listed.
  private static let longestList = 12

  var message: String {
    switch self {
    case .none(let kind, let name, _): "there is no \(kind.noun) called \(name.debugDescription)"
    case .several(let kind, let name, let things):
      "\(things.count) \(kind.noun)s are called \(name.debugDescription)"
    case .wrongPlace(let kind): "this is not a place where \(kind.noun)s are"
    }
  }

  var advice: String? {
    switch self {
    case .none(let kind, let name, let known):
      if known.isEmpty { return "there are no \(kind.noun)s here at all" }
      let names = known.map(\.name)
      let near = Suggestion.nearest(to: name, in: names).map { "did you mean \($0.debugDescription)? " } ?? ""
      let list = names.prefix(Self.longestList).map(\.debugDescription).joined(separator: ", ")
      let more = names.count > Self.longestList ? " and \(names.count - Self.longestList) more" : ""
      return "\(near)there \(names.count == 1 ? "is" : "are") \(list)\(more)"
    case .several(_, _, let things):
      let list = things.prefix(4).map { $0.id + ($0.holder.map { " (in \($0.debugDescription))" } ?? "") }
      return "say where with in, or use an id: " + list.joined(separator: ", ")
    case .wrongPlace(let kind):
      switch kind {
      case .map: return "maps are in projects"
      case .project, .source: return "they are found without in"
      case .layer: return "layers are in maps, layer groups and projects"
      case .layerGroup, .elementGroup: return "groups are in maps and projects"
      }
    }
  }
}
