internal import CommandLanguage
internal import FeltAPI
internal import Terminal

extension Interpreter {
  /// Defines, shows or lists aliases.
  func alias(_ command: AliasCommand) throws {
    let aliases = session.preferences.aliases.texts
    switch command {
    case .define(let name, let words):
      do {
        try session.preferences.aliases.define(name, as: try expander.text(words), at: words.range)
      } catch let error as SyntaxError {
        throw Failure(error)
      }
    case .show(let name):
      guard let text = aliases[name.text] else { throw Self.noAlias(name, among: aliases) }
      try print(Self.definition(name.text, text))
    case .list:
      if aliases.isEmpty { return screen.message("There are no aliases: alias m='get /maps' makes one.") }
      for (name, text) in aliases.sorted(by: { $0.key < $1.key }) { try print(Self.definition(name, text)) }
    }
  }

  /// Forgets aliases.
  func unalias(_ names: [Located]) throws {
    for name in names where !session.preferences.aliases.remove(name.text) {
      throw Self.noAlias(name, among: session.preferences.aliases.texts)
    }
  }

  /// An alias as it can be typed.
  static func definition(_ name: String, _ text: String) -> StyledText {
    StyledText("alias ") + StyledText(name, .strong)
      + StyledText("=" + SafeText.of(Word([.init(.quoted(text), 0..<0)], 0..<0).printed))
  }

  private static func noAlias(_ name: Located, among aliases: [String: String]) -> Failure {
    let near = Suggestion.nearest(to: name.text, in: aliases.keys.sorted())
    return Failure(
      .unreadable, "there is no alias \(name.text)", at: name.range, advice: near.map { "did you mean \($0)?" })
  }
}
