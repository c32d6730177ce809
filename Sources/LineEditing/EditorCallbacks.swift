/// What the editor asks the shell: pure functions of the text.
package struct EditorCallbacks {
  /// Whether a command is unfinished, so that Enter begins a new line in it.
  package var continuation: Continuation
  /// What could be typed at the cursor, an offset in UTF-8.
  package var complete: (_ line: String, _ cursor: Int) -> CompletionList
  /// A short text about what is being typed, shown at the right; it may have ANSI colours.
  package var hint: (_ line: String) -> String?
  /// Makes a text less prominent, with ANSI colours where the terminal has them.
  package var faint: (String) -> String

  package init(
    continuation: Continuation = .never,
    complete: @escaping (_ line: String, _ cursor: Int) -> CompletionList = { _, _ in .none },
    hint: @escaping (_ line: String) -> String? = { _ in nil }, faint: @escaping (String) -> String = { $0 }
  ) {
    self.continuation = continuation
    self.complete = complete
    self.hint = hint
    self.faint = faint
  }
}

/// One text that could be typed at the cursor.
package struct Completion: Sendable, Equatable {
  /// The text as it is put into the line.
  package var replacement: String
  /// The text as it is listed.
  package var label: String
  /// What is listed beside it.
  package var detail: String?
  /// Whether the word is whole then: an open quote is closed and a space follows.
  package var isFinal: Bool

  package init(replacement: String, label: String? = nil, detail: String? = nil, isFinal: Bool = true) {
    self.replacement = replacement
    self.label = label ?? replacement
    self.detail = detail
    self.isFinal = isFinal
  }
}

/// The candidates for a part of the line.
package struct CompletionList: Sendable, Equatable {
  /// The part that a candidate replaces, in UTF-8 offsets.
  package var range: Range<Int>
  package var candidates: [Completion]

  package init(range: Range<Int>, candidates: [Completion]) {
    self.range = range
    self.candidates = candidates
  }

  /// Nothing to offer.
  package static let none = CompletionList(range: 0..<0, candidates: [])
}
