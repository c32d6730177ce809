/// The items of loops that an earlier run has done, which need not run again.
package struct DoneItems: Sendable {
  /// How often an item is done: a table may have the same row twice.
  private var counts: [[String]: Int] = [:]

  package init() {}

  /// Notes that an item is done.
  ///
  /// - Parameters:
  ///   - file: the script's path; its folder may be another one now.
  ///   - items: the lines and keys of the loops' items, the outermost first.
  package mutating func add(file: String, items: [(line: Int, key: String)]) {
    counts[Self.name(file, items), default: 0] += 1
  }

  /// Whether an item is done; it is taken as one of those that were noted.
  mutating func take(_ items: [LoopItem]) -> Bool {
    guard !counts.isEmpty, let last = items.last, !last.key.isEmpty else { return false }
    let name = Self.name(last.file ?? "", items.map { ($0.line, $0.key) })
    guard let count = counts[name], count > 0 else { return false }
    counts[name] = count - 1
    return true
  }

  private static func name(_ file: String, _ items: [(line: Int, key: String)]) -> [String] {
    [String(file.split(separator: "/").last ?? "")] + items.flatMap { [String($0.line), $0.key] }
  }
}
