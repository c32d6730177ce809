internal import FeltAPI
internal import JSONText
internal import Terminal

/// All that the shell remembers: nothing else in it changes.
struct Session {
  /// Makes the requests; it holds the base URL, the token and the session's headers.
  var builder: RequestBuilder
  /// Where the token came from.
  var tokenOrigin = ""
  /// Whose token it is, once that was asked.
  var owner: TokenOwner?
  var variables: [String: Value] = [:]
  /// The last request and its answer: `$_`.
  var last: Exchange?
  var options: SessionOptions
  /// What answers have told of, for completion.
  var knowledge = Knowledge()
  /// The same of accounts that were logged in before.
  var keptKnowledge: [String: Knowledge] = [:]
  /// How the prompt behaves.
  var preferences = Preferences()
  /// What was typed, for `history`.
  var history: [String] = []
  /// Where `cd` went, from the top to here.
  var places: [Place] = []
  /// The path of the place we are at, relative to the base URL; empty at the top.
  var place: String { places.last?.path ?? "" }
  /// The longest body that is kept in memory for what follows, in bytes; less where nothing follows.
  var keptLimit = Session.usualKeptLimit
  static let usualKeptLimit = 64 << 20
  static let lastKeptLimit = 1 << 20
  /// How many scripts are being sourced by one another.
  var sourceDepth = 0

  init(builder: RequestBuilder, options: SessionOptions) {
    self.builder = builder
    self.options = options
  }
}

/// What a variable holds.
enum Value {
  case text(String)
  case json(JSONValue)
  case response(Exchange)
}

/// What the command line and the session's commands say about how to behave.
package struct SessionOptions: Sendable {
  /// Whether the embedded sandbox answers.
  package var isSandbox = false
  package var isReadOnly = false
  /// Whether nobody is to be asked.
  package var assumesYes = false
  package var isDryRun = false
  /// Whether JSON is laid out even where no person looks.
  package var isPretty = false
  package var isVerbose = false
  package var allowsShell = false
  /// Whether requests are sent without being held against the catalogue first.
  package var skipsChecks = false
  /// Whether the status of each answer is told to a person who looks.
  package var showsStatus = true
  /// Whether a person types.
  package var isInteractive = false
  /// What the environment says, without any token.
  package var environment: [String: String] = [:]

  package init() {}
}
