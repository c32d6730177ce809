/// How JSON is laid out.
package struct JSONStyle: Sendable {
  /// Whether characters that a terminal would act on, or that lie about the order of letters, are written as escapes.
  package var isTerminalSafe: Bool
  /// The colours; nil for none.
  package var colors: JSONColors?

  package init(isTerminalSafe: Bool = true, colors: JSONColors? = nil) {
    self.isTerminalSafe = isTerminalSafe
    self.colors = colors
  }
}

/// What is written in front of each kind of token, as escape sequences; `reset` comes behind it. Source: ECMA-48, SGR.
package struct JSONColors: Sendable {
  package var key: String
  package var string: String
  package var number: String
  package var literal: String
  package var punctuation: String
  package var reset: String

  package init(key: String, string: String, number: String, literal: String, punctuation: String, reset: String) {
    self.key = key
    self.string = string
    self.number = number
    self.literal = literal
    self.punctuation = punctuation
    self.reset = reset
  }

  /// Names in blue, texts in green, numbers in cyan, literals in magenta.
  package static let standard = JSONColors(
    key: "\u{1B}[34m", string: "\u{1B}[32m", number: "\u{1B}[36m", literal: "\u{1B}[35m", punctuation: "\u{1B}[2m",
    reset: "\u{1B}[0m")
}
