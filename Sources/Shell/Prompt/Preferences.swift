internal import CommandLanguage

/// How the prompt behaves, as the person at it likes it.
struct Preferences {
  /// Whether the signature of what is being typed is shown beside it.
  var showsHints = true
  /// Whether ids are asked for that no answer has told of, to complete them.
  var prefetches = true
  /// What stands before the line.
  var prompt = PromptFormat.standard
  /// Short words for longer beginnings of a command.
  var aliases = Aliases()
}
