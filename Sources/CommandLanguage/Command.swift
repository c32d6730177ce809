internal import FeltAPI

/// A text with its place in the command.
package struct Located: Sendable, Hashable {
  package let text: String
  package let range: SourceRange

  package init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// What one line says.
package struct Command: Sendable {
  /// The variable that keeps the response, in `map = post /maps`.
  package var variable: Located?
  /// What is to be done.
  package var action: Action
  /// The comment at the line's end, without its `#`.
  package var comment: String?

  package init(variable: Located? = nil, action: Action, comment: String? = nil) {
    self.variable = variable
    self.action = action
    self.comment = comment
  }
}

/// Everything that a command can be.
package enum Action: Sendable {
  /// An empty line, or a comment alone.
  case nothing
  case request(RequestLine)
  case expect(Expectation)
  // The session.
  case login(LoginSource)
  case logout
  case whoami
  case status
  case baseURL(Word?)
  case set(name: Located, value: FieldValue)
  case unset([Located])
  case vars
  case header(name: Located?, value: Word?)
  case timeout(Word?)
  case color(Located?)
  case toggle(Toggle, Bool?)
  case alias(AliasCommand)
  case unalias([Located])
  case prompt(Word?)
  case history(Word?)
  case source(Word)
  case help([Word])
  case record(RecordCommand)
  case quit
  // Looking.
  case show(ShowCommand)
  case headers
  case timing
  case why
  case export(format: Located, RequestLine?)
  case importCurl(Located)
  case list(Word?)
  case changePlace(Word?)
  case printPlace
  case edit(Word)
  case diff(Word, Word, ignoring: [Word])
}

/// What is on or off at the prompt, by the word that says so.
package enum Toggle: String, Sendable, Hashable, CaseIterable {
  /// The signature of what is being typed, beside it.
  case hints
  /// Whether ids are asked for that no answer has told of, to complete them.
  case prefetch
}

/// `alias`, `alias NAME`, `alias NAME='WORDS…'`.
package enum AliasCommand: Sendable, Hashable {
  case list
  case show(Located)
  case define(name: Located, words: Word)
}

/// Where `login` takes the token from.
package enum LoginSource: Sendable, Hashable {
  case question
  case file(Word)
  case environment
}

/// `record FILE`, `record off`, `record`.
package enum RecordCommand: Sendable, Hashable {
  case start(Word)
  case stop
  case state
}

/// `show [JSONPATH] [@FILE]`, and `table [COLUMNS]`, which is `show --table`.
package struct ShowCommand: Sendable, Hashable {
  package var path: Word?
  package var file: Word?
  /// `--map`
  package var isMap = false
  package var output = OutputOptions()
}
