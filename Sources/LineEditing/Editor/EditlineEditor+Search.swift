extension EditlineEditor {
  /// Control-R: finds older lines that hold what is typed, as it is typed.
  ///
  /// libedit's own search takes the text for a regular expression, where `$map` and `[` mean something else.
  func search() {
    let original = handle.content
    var search = HistorySearch(history.entries)
    defer {
      handle.prompt = normalPrompt
      handle.refresh()
    }
    while true {
      handle.prompt = PromptText(search.prompt)
      replaceLine(with: search.match ?? original, .recalled)
      handle.refresh()
      guard let key = keys.next() else { return }
      switch key {
      case .character("\u{12}"): if !search.older() { handle.beep() }
      case .character("\u{13}"): if !search.newer() { handle.beep() }
      case .character("\u{7F}"), .character("\u{8}"): search.shorten()
      case .character("\u{7}"): return replaceLine(with: original, .typed)
      case .character("\u{1B}"): return
      case .character(let scalar) where !scalar.properties.isControl: if !search.extend(by: scalar) { handle.beep() }
      default: return keys.giveBack(key)
      }
    }
  }
}
