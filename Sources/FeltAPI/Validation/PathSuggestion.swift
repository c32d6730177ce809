/// Finds the path that was probably meant.
enum PathSuggestion {
  /// The catalogue's path nearest to one that it does not have, with the values that were typed where they may stand.
  static func nearest(to path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    let templates = Catalogue.operations.map(\.path)
    let ranked = templates.compactMap { template in
      cost(parts, template.segments).map { (template: template, cost: $0) }
    }
    guard let best = ranked.min(by: { $0.cost < $1.cost }) else { return nil }
    var place = -1
    return best.template.segments.map { segment in
      place += 1
      switch segment {
      case .literal(let word): return "/" + word
      case .parameter(let name): return "/" + (parts.indices.contains(place) ? parts[place] : "{\(name)}")
      }
    }.joined()
  }

  /// How far a path is from a template; nil when it is too far. Only the last part may be missing.
  private static func cost(_ parts: [String], _ segments: [PathTemplate.Segment]) -> Int? {
    guard parts.count == segments.count else { return nil }
    var total = 0
    for (part, segment) in zip(parts, segments) {
      guard case .literal(let word) = segment else { continue }
      let limit = max(1, word.count / 3)
      let distance = Suggestion.distance(part.lowercased(), word, limit: limit)
      if distance > limit { return nil }
      total += distance
    }
    return total
  }
}
