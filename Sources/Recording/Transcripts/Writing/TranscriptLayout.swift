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

  /// - Returns: false when there are too many lines.
  private mutating func write(_ node: TranscriptNode, depth: Int, before: String, after: String) -> Bool {
    let indent = String(repeating: " ", count: depth * 2)
    if let line = oneLine(node, depth, room: Self.width - indent.utf8.count - before.utf8.count - after.utf8.count) {
      return add(indent + before + line + after)
    }
    switch node {
    case .leaf(let text): return add(indent + before + text + after)
    case .list(let elements, let isCut):
      let shown = elements.prefix(fold.elements)
      let isCut = isCut || shown.count < elements.count
      guard add(indent + before + "[") else { return false }
      for (index, element) in shown.enumerated() {
        let comma = isCut || index < shown.count - 1 ? "," : ""
        guard write(element, depth: depth + 1, before: "", after: comma) else { return false }
      }
      if isCut, !add(indent + "  " + Self.rest) { return false }
      return add(indent + "]" + after)
    case .object(let members, let isCut):
      let shown = members.prefix(fold.members)
      let isCut = isCut || shown.count < members.count
      guard add(indent + before + "{") else { return false }
      for (index, member) in shown.enumerated() {
        let comma = isCut || index < shown.count - 1 ? "," : ""
        guard write(member.value, depth: depth + 1, before: member.name + ": ", after: comma) else { return false }
      }
      if isCut, !add(indent + "  " + Self.rest) { return false }
      return add(indent + "}" + after)
    }
  }

  private mutating func add(_ line: String) -> Bool {
    lines.append(line)
    return lines.count < Self.longest
  }

  /// A value on one line; nil when it doesn't fit.
  private func oneLine(_ node: TranscriptNode, _ depth: Int, room: Int) -> String? {
    switch node {
    case .leaf(let text): return text.utf8.count <= room ? text : nil
    case .list(let elements, let isCut):
      if elements.isEmpty { return isCut ? "[\(Self.rest)]" : "[]" }
      if depth >= fold.depth { return "[\(Self.rest)]" }
      return joined(
        elements.prefix(fold.elements).lazy.map { ("", $0) }, "[", "]", depth,
        isCut: isCut || elements.count > fold.elements, room)
    case .object(let members, let isCut):
      if members.isEmpty { return isCut ? "{\(Self.rest)}" : "{}" }
      if depth >= fold.depth { return "{\(Self.rest)}" }
      return joined(
        members.prefix(fold.members).lazy.map { ($0.name + ": ", $0.value) }, "{", "}", depth,
        isCut: isCut || members.count > fold.members, room)
    }
  }

  private func joined(
    _ children: some Sequence<(String, TranscriptNode)>, _ open: String, _ close: String, _ depth: Int, isCut: Bool,
    _ room: Int
  ) -> String? {
    var text = open
    var isFirst = true
    for (name, child) in children {
      if !isFirst { text += ", " }
      isFirst = false
      let left = room - text.utf8.count - name.utf8.count - close.utf8.count
      guard left >= 0, let line = oneLine(child, depth + 1, room: left) else { return nil }
      text += name + line
    }
    if isCut { text += ", " + Self.rest }
    text += close
    return text.utf8.count <= room ? text : nil
  }
}
