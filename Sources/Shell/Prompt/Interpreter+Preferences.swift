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
}

extension Toggle {
  /// Where it is kept.
  fileprivate var preference: WritableKeyPath<Preferences, Bool> {
    switch self {
    case .hints: \.showsHints
    }
  }
}
