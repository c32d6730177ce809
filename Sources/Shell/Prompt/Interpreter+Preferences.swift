internal import CommandLanguage
internal import Terminal

extension Interpreter {
  /// `hints on|off` and its like; without a value it says how it stands.
  func toggle(_ toggle: Toggle, _ value: Bool?) {
    guard let value else {
      return screen.message("\(toggle.rawValue) \(session.preferences[keyPath: toggle.preference] ? "on" : "off")")
    }
    session.preferences[keyPath: toggle.preference] = value
  }

  /// Shows or sets what stands before the line.
  func prompt(_ word: Word?) throws {
    guard let word else {
      let format = Word([.init(.quoted(session.preferences.prompt.text), 0..<0)], 0..<0)
      return try print(StyledText("prompt " + format.printed))
    }
    if word.bareText == "default" { return session.preferences.prompt = .standard }
    let text = try expander.text(word)
    do {
      session.preferences.prompt = try PromptFormat(text)
    } catch {
      throw Failure(error).pointing(into: word, text)
    }
  }
}

extension Toggle {
  /// Where it is kept.
  fileprivate var preference: WritableKeyPath<Preferences, Bool> {
    switch self {
    case .hints: \.showsHints
    case .prefetch: \.prefetches
    }
  }
}

extension Failure {
  /// The same about a part of a word's text, pointing at that part of the word where it stands there as it is.
  fileprivate func pointing(into word: Word, _ text: String) -> Failure {
    var copy = self
    let quotes = word.range.count - text.utf8.count
    let isPlain = word.parts.count == 1 && (quotes == 0 || quotes == 2)
    let start = word.range.lowerBound + quotes / 2
    copy.range = isPlain ? range.map { start + $0.lowerBound..<start + $0.upperBound } : word.range
    return copy
  }
}
