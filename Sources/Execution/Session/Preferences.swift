package import CommandLanguage

/// How the prompt behaves, as the person at it likes it.
package struct Preferences {
  /// Whether the signature of what is being typed is shown beside it.
  package var showsHints = true
  /// Whether Tab asks Felt for ids that no response has shown yet.
  package var prefetches = true
  /// Whether output that is longer than the screen goes through the pager.
  package var pages = true
  /// What stands before the line.
  package var prompt = PromptFormat.standard
  /// Short words for the beginnings of commands.
  package var aliases = Aliases()

  package subscript(_ toggle: Toggle) -> Bool {
    get {
      switch toggle {
      case .hints: showsHints
      case .prefetch: prefetches
      case .pager: pages
      }
    }
    set {
      switch toggle {
      case .hints: showsHints = newValue
      case .prefetch: prefetches = newValue
      case .pager: pages = newValue
      }
    }
  }
}
