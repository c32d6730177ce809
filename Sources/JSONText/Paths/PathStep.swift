/// What a query takes of a level when it is followed while a text is read.
enum PathStep {
  case member([UInt8])
  case elements(from: Int, to: Int?, step: Int)
  case all
  case those(PathCondition, PathReach)

  /// The query as steps; nil when it isn't of that kind.
  static func steps(of query: PathQuery) -> [PathStep]? {
    guard !query.refersToRoot, query.segments.count < JSONValue.deepest else { return nil }
    var steps: [PathStep] = []
    for segment in query.segments {
      guard !segment.isDescendant, segment.selectors.count == 1 else { return nil }
      switch segment.selectors[0] {
      case .name(let name): steps.append(.member(Array(name.utf8)))
      case .wildcard: steps.append(.all)
      case .index(let index) where index >= 0: steps.append(.elements(from: index, to: index + 1, step: 1))
      case .slice(let start, let end, let step) where step > 0 && (start ?? 0) >= 0 && (end ?? 0) >= 0:
        steps.append(.elements(from: start ?? 0, to: end, step: step))
      case .filter(let condition):
        // What a filter takes is read twice, and so would be three times what is below two of them.
        if steps.contains(where: { if case .those = $0 { true } else { false } }) { return nil }
        steps.append(.those(condition, PathReach(of: condition)))
      case .index, .slice: return nil
      }
    }
    return steps
  }
}
