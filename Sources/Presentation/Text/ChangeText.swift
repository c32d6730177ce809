internal import JSONText
internal import Terminal

/// A difference in lines: what was, what is.
enum ChangeText {
  static func lines(_ change: JSONDiff.Change) -> [StyledText] {
    let path = StyledText(SafeText.of(change.path), .strong)
    return switch change.kind {
    case .added(let value): [StyledText("+ ", .added) + path + StyledText("  " + text(value), .added)]
    case .removed(let value): [StyledText("- ", .removed) + path + StyledText("  " + text(value), .removed)]
    case .changed(let old, let new):
      [
        StyledText("- ", .removed) + path + StyledText("  " + text(old), .removed),
        StyledText("+ ", .added) + path + StyledText("  " + text(new), .added),
      ]
    }
  }

  private static func text(_ value: JSONValue) -> String { SafeText.short(value, 200) }
}
