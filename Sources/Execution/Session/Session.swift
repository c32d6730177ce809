package import FeltAPI

/// Everything that the shell remembers: the only state there is.
package final class Session {
  /// Builds the requests; it holds the base URL, the token and the session's headers.
  package var builder: RequestBuilder {
    didSet { if builder.token?.secret != oldValue.token?.secret { secrets = Secrets(builder.token) } }
  }
  private var secrets: Secrets
  package var tokenSource = TokenSource.login
  /// Whose token it is, once that is known.
  package var owner: TokenOwner? {
    get {
      if let body = ownerResponse { (knownOwner, ownerResponse) = (TokenOwner(body), nil) }
      return knownOwner
    }
    set { (knownOwner, ownerResponse) = (newValue, nil) }
  }
  private var knownOwner: TokenOwner?
  /// The body of the last response that says whose token it is, until somebody asks; a script rarely does.
  package var ownerResponse: [UInt8]?
  package var variables: [String: Variable] = [:]
  /// The last request and its response: `$_`.
  package var last: Exchange?
  /// What the command line says.
  package let options: SessionOptions
  /// The resources that responses have shown, for completion.
  package var resources = KnownResources()
  /// The same of accounts that were logged in before.
  private var otherResources: [String: KnownResources] = [:]
  /// How the prompt behaves.
  package var preferences = Preferences()
  /// What was typed, for `history`.
  package var history: [String] = []
  /// Where `cd` went, from the top to here.
  package var locations: [Location] = []
  /// How long a request may take, in seconds.
  package var timeout: Double
  /// When colour is used.
  package var color = ColorMode.auto
  /// The longest body that is retained for what follows, in bytes.
  package var retainedBodyLimit = Session.usualBodyLimit
  package static let usualBodyLimit = 64 << 20
  /// The same where the next request takes the response's place: recordings and comparisons still look at it.
  package static let passingBodyLimit = 8 << 20
  /// The same for the last statement of a script, after which nothing looks at the response.
  package static let lastBodyLimit = 1 << 20
  /// The longest body that is held in memory for a variable or a query, in bytes.
  package var maximumBody: Int
  package static let usualMaximumBody = 256 << 20
  /// Items of loops that need not run again.
  package var doneItems = DoneItems()
  /// How many scripts are being sourced by one another.
  package var sourceDepth = 0
  /// What responses have that the API's description doesn't allow.
  package var drift = DriftWatch()
  /// Whether that is told.
  package var tellsDrift: Bool
  /// How many steps have begun.
  package var stepCount = 0

  package init(
    builder: RequestBuilder, options: SessionOptions = SessionOptions(), variables: [String: String] = [:],
    timeout: Double = 60, maximumBody: Int = Session.usualMaximumBody
  ) {
    self.builder = builder
    secrets = Secrets(builder.token)
    self.options = options
    tellsDrift = options.isVerbose
    self.timeout = timeout
    self.maximumBody = maximumBody
    self.variables = variables.mapValues { Variable(.text($0), definedBy: 0) }
  }

  /// Finds tokens in what is about to be sent or kept.
  package var leakDetector: TokenLeakDetector { secrets.leakDetector }

  /// Takes tokens out of what is shown.
  package var redactor: Redactor { secrets.redactor }

  /// What knows the token in use; made once for each token.
  private struct Secrets {
    let leakDetector: TokenLeakDetector
    let redactor: Redactor

    init(_ token: Token?) {
      let tokens = token.map { [$0] } ?? []
      leakDetector = TokenLeakDetector(tokens: tokens)
      redactor = Redactor(tokens: tokens)
    }
  }

  /// The path that `cd` went to, relative to the base URL; empty at the top.
  package var path: String { locations.last?.path ?? "" }

  /// Whose resources are known now: a server, and the user's id as far as it is known.
  package var accountKey: String { builder.baseURL.description + "\n" + (owner?.id ?? "") }

  /// Takes another token, or none. What one account has is not offered to another, and is known again when the account
  /// comes back.
  package func changeAccount(to token: Token?, from source: TokenSource, of owner: TokenOwner?) {
    let isSame = token != nil && token?.secret == builder.token?.secret
    if !isSame, builder.token != nil { otherResources[accountKey] = resources }
    (builder.token, tokenSource, self.owner) = (token, source, owner)
    if !isSame { resources = token == nil ? KnownResources() : otherResources[accountKey] ?? KnownResources() }
  }
}

/// Where a token came from.
package enum TokenSource: Sendable, Hashable {
  /// A person pasted it.
  case login
  case file(String)
  case environment(String)
  case sandbox
}

/// When colour is used.
package enum ColorMode: String, Sendable, CaseIterable {
  case auto, always, never
}

/// What a failure in a script leads to.
package enum ErrorPolicy: Sendable {
  /// It ends the script; in a loop, the item.
  case usual
  /// It ends the script, in a loop too.
  case stop
  /// What follows runs all the same.
  case `continue`
}

/// What the command line says about how to behave.
package struct SessionOptions: Sendable {
  /// Whether the embedded sandbox responds.
  package var isSandbox = false
  package var isReadOnly = false
  /// Whether nobody is asked before a deletion.
  package var assumesYes = false
  package var isDryRun = false
  package var errorPolicy = ErrorPolicy.usual
  /// Whether items of loops are told apart by what is in them, for reports.
  package var marksItems = false
  /// Whether JSON is laid out even when no person looks.
  package var isPretty = false
  package var isVerbose = false
  package var allowsShell = false
  /// Whether requests are sent without being validated against the catalogue first.
  package var skipsValidation = false
  /// Whether a person types.
  package var isInteractive = false
  /// The environment's variables, without any token.
  package var environment: [String: String] = [:]

  package init() {}
}
