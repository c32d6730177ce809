/// How the prompt behaves, as the person at it likes it.
struct Preferences {
  /// Whether the signature of what is being typed is shown beside it.
  var showsHints = true
}
