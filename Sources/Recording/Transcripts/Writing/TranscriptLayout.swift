/// Lays out the JSON of a transcript: what fits stands on one line, and what is too long is folded with `...`.
struct TranscriptLayout {
  /// How many lines a body may have.
  static let longest = 200
  /// How long a line may be that holds more than one value.
  private static let width = 100
  private static let rest = "..."

  /// How much is written of each container.
  private struct Fold {
    var elements = Int.max
    var members = Int.max
    /// What is deeper could not be read again.
    var depth = 100
  }

  /// From everything to next to nothing: the first that is short enough counts.
  private static let folds = [
    Fold(), Fold(elements: 20), Fold(elements: 5), Fold(elements: 2), Fold(elements: 1),
    Fold(elements: 1, members: 50, depth: 4), Fold(elements: 1, members: 20, depth: 3),
    Fold(elements: 1, members: 8, depth: 2),
  ]

  /// The lines of a value.
  static func lines(_ node: TranscriptNode) -> [String] {
    for fold in folds {
      var layout = TranscriptLayout(fold: fold)
      if layout.write(node, depth: 0, before: "", after: "") { return layout.lines }
    }
    return [Placeholder(.any).text]
  }

  /// The lines of a value that stands somewhere inside: the first goes on from what is there.
  static func lines(_ node: TranscriptNode, indentation: Int) -> [String] {
    lines(node).enumerated().map { $0 == 0 ? $1 : String(repeating: " ", count: indentation) + $1 }
  }

  private let fold: Fold
  private var lines: [String] = []

  private init(fold: Fold) {
    self.fold = fold
  }

  /// What is written of a value.
  private enum Shape {
    case text(String)
    /// The parts stand one after another between two signs: the values with their names, and `...` for the rest.
    case container(open: String, parts: [(name: String, value: TranscriptNode)], close: String)
  }

  private func shape(_ node: TranscriptNode, _ depth: Int) -> Shape {
    switch node {
    case .leaf(let text): .text(text)
    case .list(let elements, let isCut):
      container("[", elements, limit: fold.elements, isCut: isCut, "]", depth) { ("", $0) }
    case .object(let members, let isCut):
      container("{", members, limit: fold.members, isCut: isCut, "}", depth) { ($0.name + ": ", $0.value) }
    }
  }

  private func container<Child>(
    _ open: String, _ children: [Child], limit: Int, isCut: Bool, _ close: String, _ depth: Int,
    _ part: (Child) -> (name: String, value: TranscriptNode)
  ) -> Shape {
    guard !children.isEmpty, depth < fold.depth else {
      return .text(open + (isCut || !children.isEmpty ? Self.rest : "") + close)
    }
    // More than this doesn't fit, however short they are.
    let shown = children.prefix(min(limit, Self.longest))
    let parts = shown.map(part) + (isCut || shown.count < children.count ? [("", .leaf(Self.rest))] : [])
    return .container(open: open, parts: parts, close: close)
  }

  /// - Returns: false when there are too many lines.
  private mutating func write(_ node: TranscriptNode, depth: Int, before: String, after: String) -> Bool {
    let indent = String(repeating: " ", count: depth * 2)
    let shape = shape(node, depth)
    if let line = oneLine(shape, depth, room: Self.width - indent.utf8.count - before.utf8.count - after.utf8.count) {
      return add(indent + before + line + after)
    }
    switch shape {
    case .text(let text): return add(indent + before + text + after)
    case .container(let open, let parts, let close):
      guard add(indent + before + open) else { return false }
      for (index, part) in parts.enumerated() {
        let comma = index < parts.count - 1 ? "," : ""
        guard write(part.value, depth: depth + 1, before: part.name, after: comma) else { return false }
      }
      return add(indent + close + after)
    }
  }

  private mutating func add(_ line: String) -> Bool {
    lines.append(line)
    return lines.count < Self.longest
  }

  /// A value on one line; nil when it doesn't fit.
  private func oneLine(_ shape: Shape, _ depth: Int, room: Int) -> String? {
    guard case .container(let open, let parts, let close) = shape else {
      guard case .text(let text) = shape, text.utf8.count <= room else { return nil }
      return text
    }
    var text = open
    for (index, part) in parts.enumerated() {
      text += (index == 0 ? "" : ", ") + part.name
      let left = room - text.utf8.count - close.utf8.count
      guard left >= 0, let line = oneLine(self.shape(part.value, depth + 1), depth + 1, room: left) else { return nil }
      text += line
    }
    return text + close
  }
}
