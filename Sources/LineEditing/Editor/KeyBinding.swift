/// A key of this editor, bound after the user's own file has been read.
struct KeyBinding {
  let keys: String
  let function: String
  /// In the map of vi's command mode.
  var isAlternative = false

  /// The function that draws what has changed.
  static let refreshFunction = "feltsh-refresh"

  /// The keys for either way of editing.
  static func all(forVi isVi: Bool) -> [KeyBinding] {
    let everywhere = special + typed
    guard isVi else { return everywhere + emacs }
    let alternative = (special + typed.filter { $0.keys != "}" && $0.keys != "]" } + viCommands).map {
      KeyBinding(keys: $0.keys, function: $0.function, isAlternative: true)
    }
    return everywhere + viInsertion + alternative
  }

  private static let special = [
    key(.refresh, refreshFunction), key(.paste, .paste), key(.up, .up), key(.down, .down),
    key(.left, "ed-prev-char"), key(.right, "ed-next-char"), key(.wordLeft, "ed-prev-word"),
    key(.wordRight, "em-next-word"), key(.home, "ed-move-to-beg"), key(.end, .lineEnd),
    key(.delete, "ed-delete-next-char"), key(.ignored, "ed-ignore"), key(.newline, .newline),
  ]

  private static let typed = [
    KeyBinding("^M", .submit), KeyBinding("^J", .submit), KeyBinding("^D", .endOrDelete), KeyBinding("^I", .complete),
    KeyBinding("^R", .search), KeyBinding("^P", .up), KeyBinding("^N", .down), KeyBinding("^X^E", .editElsewhere),
    KeyBinding("}", .closeBracket), KeyBinding("]", .closeBracket),
    KeyBinding(keys: "^W", function: "ed-delete-prev-word"),
  ]

  private static let emacs =
    [KeyBinding(keys: "^U", function: "vi-kill-line-prev")] + (["x", "X"] + (0...9).map(String.init)).map(withoutMeta)

  /// Alt and this key do nothing: libedit's own commands (Alt-x) crash on an open quote, and its repeat counts make a
  /// line of any length of one key.
  private static func withoutMeta(_ key: String) -> KeyBinding {
    KeyBinding(keys: "^[" + key, function: "ed-ignore")
  }

  private static let viInsertion = [
    KeyBinding(keys: "^A", function: "ed-move-to-beg"), KeyBinding("^E", .lineEnd),
  ]

  private static let viCommands = [
    KeyBinding("v", .editElsewhere), KeyBinding("k", .up), KeyBinding("j", .down), KeyBinding("/", .search),
    KeyBinding(keys: ":", function: "ed-ignore"),
  ]

  private static func key(_ key: SpecialKey, _ function: String) -> KeyBinding {
    KeyBinding(keys: String(Unicode.Scalar(key.rawValue)), function: function)
  }

  private static func key(_ key: SpecialKey, _ action: EditorAction) -> KeyBinding {
    self.key(key, action.name)
  }
}

extension KeyBinding {
  private init(_ keys: String, _ action: EditorAction) {
    self.init(keys: keys, function: action.name)
  }
}
