package import CommandLanguage

/// How a response differs from what a transcript says of it.
package struct TranscriptDifference: Sendable {
  package enum Kind: Sendable, Hashable {
    /// The transcript has it, the response hasn't.
    case missing
    /// The response has it, the transcript hasn't.
    case unexpected
    case otherType
    case otherValue
    /// A name stands for another value than where it stood first.
    case otherMeaning(name: String, first: String)
  }

  package let kind: Kind
  /// Where in the response, as JSONPath; `status`, or `line 3` of a response that is not JSON.
  package let path: String
  /// What the transcript says; empty for what it hasn't.
  package let expected: String
  /// What came; empty for what didn't.
  package let actual: String

  package init(_ kind: Kind, path: String, expected: String = "", actual: String = "") {
    self.kind = kind
    self.path = path
    self.expected = expected
    self.actual = actual
  }
}

/// What is wrong with a transcript, or with what came of it.
package enum TranscriptProblem: Sendable {
  /// A line of it can't be read: why.
  case malformed(String)
  case difference(TranscriptDifference)
  /// A response differs in so many places, which were told one by one.
  case differences(Int)
  /// Keys of a response that the transcript doesn't have.
  case unknownKeys([String])
  /// The statement sent no request whose response could be compared.
  case noResponse
  /// It can't be brought up to date where `CI` is set.
  case updateInCI
  /// Somebody changed the file meanwhile.
  case fileChanged(String)
}

/// What testing a transcript came to.
package struct TranscriptSummary: Sendable {
  package let file: String
  /// How many responses were compared.
  package var compared = 0
  package var differences = 0
  /// What failed besides, such as a request that could not be made.
  package var failures = 0
  /// How many commands were not reached.
  package var unreached = 0
  /// How many places of the file were rewritten.
  package var rewritten = 0
  /// The first failure's.
  package var status = ExitStatus.success

  package init(file: String) {
    self.file = file
  }
}

/// How transcripts are tested; the part of the program that compares sets it.
package struct TranscriptControl {
  package struct Options: Sendable {
    /// Whether a key that the transcript doesn't have is a difference.
    package var isStrict = false
    /// Whether the files are brought up to date.
    package var updates = false

    package init() {}
  }

  /// What of a script's transcript can't be read, and where.
  package var problems: (Script) -> [(Failure, Statement)] = { _ in [] }
  /// Tests files one after another.
  package var test: (_ files: [String], Options) -> [TranscriptSummary] = { _, _ in [] }

  package init() {}
}
