/// "Did you mean": the known word that is nearest to a mistyped one.
package enum Spelling {
  /// The known word with the fewest letters added, dropped, changed or swapped with their neighbour.
  ///
  /// - Returns: nil when none is near: a third of the word's letters may be wrong, and at least one.
  package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let typed = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
    guard !typed.isEmpty, typed.count <= longest else { return nil }
    let allowed = max(1, typed.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in known {
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard abs(letters.count - typed.count) <= allowed else { continue }
      let distance = distance(typed, letters)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
      ?? known.first { candidate in typed.count >= 3 && candidate.lowercased().hasPrefix(word.lowercased()) }
  }

  /// The longest word that is looked at; nobody mistypes more.
  private static let longest = 100

  /// The optimal string alignment distance, by three rows of the table.
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1] + [Int](repeating: 0, count: second.count)
      for column in second.indices {
        let isSame = first[row] == second[column]
        current[column + 1] = min(
          last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
