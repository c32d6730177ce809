/// How JSON is laid out.
package struct JSONStyle: Sendable {
  /// Says which characters are written as escapes, by their scalar values: those that a terminal would act on, for
  /// example. It is asked about U+007F and what is beyond ASCII. nil leaves all characters as they are.
  package var isEscaped: (@Sendable (UInt32) -> Bool)?
  /// The colours; nil for none.
  package var colors: JSONColors?

  package init(isEscaped: (@Sendable (UInt32) -> Bool)? = nil, colors: JSONColors? = nil) {
    self.isEscaped = isEscaped
    self.colors = colors
  }
}

/// What is written in front of each kind of token, such as escape sequences; `reset` comes after it.
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
}
