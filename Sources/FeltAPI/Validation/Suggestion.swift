/// Finds the word that was probably meant.
package enum Suggestion {
  /// The candidate that is nearest to a word, or the only one that begins with it; nil when there is none.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let limit = max(1, min(4, word.count / 3))
    let typed = word.lowercased()
    let near = candidates.lazy
      .map { (candidate: $0, distance: distance(typed, $0.lowercased(), limit: limit)) }
      .filter { $0.distance <= limit && $0.distance < $0.candidate.count }
      .min { $0.distance < $1.distance }?.candidate
    if near != nil || typed.count < 3 { return near }
    let longer = candidates.filter { $0.lowercased().hasPrefix(typed) }
    return longer.count == 1 ? longer.first : nil
  }

  /// How many letters have to be added, left out, changed or swapped with the next to make one word of another;
  /// `limit` + 1 when it is more than `limit`. Source: optimal string alignment distance.
  package static func distance(_ first: String, _ second: String, limit: Int = 8) -> Int {
    let a = Array(first.prefix(64))
    let b = Array(second.prefix(64))
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var current = [i + 1]
      for (j, other) in b.enumerated() {
        var cost = min(previous[j] + (letter == other ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return min(previous.last ?? 0, limit + 1)
  }
}
