package import CommandLanguage
package import FeltAPI
package import JSONText

/// What a command has to show on standard output.
package enum Output {
  /// JSON values, each on its own.
  case values([JSONValue])
  /// The same, of which nothing was built.
  case texts(JSONTexts)
  /// A JSON text that nobody has read.
  case unread(UnreadJSON)
  case listing([ListEntry])
  case location(path: String, titles: [String])
  case head(Response.Head)
  case timing(Response.Timing)
  case explanation(RequestExplanation)
  case changes([JSONDiff.Change])
  /// Text for another program or for this one, such as an exported request.
  case text(String)
  case variables([(name: String, value: Variable.Value)])
  case sessionHeaders([Call.HeaderItem])
  case history([(number: Int, text: String)])
  case aliases([(name: String, text: String)])
  case help(HelpSubject)
  case status(SessionStatus)
  case baseURL(BaseURL)
  case promptFormat(String)
}

/// What help is asked about.
package enum HelpSubject: Sendable {
  case overview
  /// All commands.
  case commands
  case topic(HelpTopic)
  case command(CommandSpec)
  case operation(FeltAPI.Operation)
  /// Operations with something in common.
  case operations([FeltAPI.Operation])
  case alias(name: String, text: String)
  /// What a script is for, as its comment on top says, and what it takes.
  case script(file: String, about: [String], [ScriptParameter])
  /// The whole reference, as Markdown.
  case reference
}

/// Subjects that help explains besides commands and operations.
package enum HelpTopic: String, Sendable, CaseIterable {
  case items, variables, scripts, transcripts, jsonpath, token, output, keys, sandbox, rc, completion, environment
}

/// The session in short, for `status`.
package struct SessionStatus: Sendable {
  package let isSandbox: Bool
  package let baseURL: BaseURL
  /// Masked, with where it came from; nil without one.
  package let token: (text: String, source: TokenSource)?
  package let owner: String?
  /// In seconds.
  package let timeout: Double
  package let variableCount: Int
  package let recordingFile: String?
  package let isReadOnly: Bool
}

/// Something that is told on standard error.
package enum Notice {
  case loggedIn(owner: String, token: String)
  case tokenWarning(String)
  case whereTokensAreMade
  case loggedOut
  case wasNotLoggedIn
  case tokenLeftBehind(from: String, to: String)
  case nothingHere
  /// A path finds nothing, but in the elements of a list the other one does.
  case nothingFound(path: String, inElements: String?)
  case nothingToLoop(EmptyLoop)
  case noDifference
  case noVariables
  case noAliases
  case timeout(Double)
  case toggle(Toggle, Bool)
  case colorChoices
  case dryRun
  /// What a statement does depends on what is not sent.
  case needsResponse(String)
  /// A loop over a response is shown once, in a run that sends nothing.
  case loopOverResponse(String)
  /// Both branches are shown, in a run that sends nothing.
  case undecided(String)
  /// A request that may change something was sent again on a new connection.
  case sentAgain(method: String)
  /// A request will be sent again.
  case retrying(RetryCause, seconds: Double, retry: Int, limit: Int)
  /// A request waits, because the server has asked for fewer.
  case held(seconds: Double)
  /// A dry run would send a file next.
  case wouldSendFile(String, byteCount: Int)
  /// Parts of a shapefile are not beside it.
  case missingShapefileParts([String])
  /// Work is done that was waited for: how long that took, in seconds.
  case ready(WorkState, kind: AwaitedWork.Kind, seconds: Double)
  /// A download goes on, or begins again, after its connection broke.
  case resuming(TransportError, at: Int, seconds: Double)
  /// A file was written: how long that took, in seconds.
  case downloaded(path: String, byteCount: Int, seconds: Double)
  case importedToken(place: String)
  case importLeftOut([String])
  case editLeavesElements(count: Int)
  case editUnchanged
  case editFieldRemoved(String)
  case editChanges([JSONDiff.Change])
  case editDeclined
  case editKept(file: String)
  case recordingBegan(file: String)
  case recordingEnded(RecordingSummary)
  case recordingState(RecordingSummary?)
  /// A line as it was recorded, where that differs from what was typed.
  case recorded(String)
  /// A step is not in the recording: why.
  case notRecorded(String)
}

/// What is on or off at the prompt, by the word that says so.
package enum Toggle: String, Sendable, Hashable, CaseIterable {
  /// The signature of what is being typed, beside it.
  case hints
  /// Whether Tab asks Felt for ids that no response has shown yet.
  case prefetch
  /// Whether output that is longer than the screen goes through the pager.
  case pager
}
