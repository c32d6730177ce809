/// What execution needs of the world around it.
package struct Environment {
  package var client: APIClient
  /// Where a token may come from besides `login`.
  package var tokens: TokenSources
  package var dialog: Dialog
  package var recording: RecordingControl
  package var transcripts = TranscriptControl()
  package var scriptExports = ScriptExports()
  /// Tells the transport how long a request may take, in seconds.
  package var setTimeout: (Double) -> Void
  /// Whether Control-C was pressed since this was last asked.
  package var takeInterruption: () -> Bool
  /// Told when `finally` begins and ends: what asked the program to leave doesn't end that.
  package var setCleaning: (Bool) -> Void = { _ in }
  /// Waits for some seconds; false when Control-C ended it.
  package var pause: (Double) -> Bool
  /// Seconds since some fixed time, by a clock that is never set.
  package var now: () -> Double

  package init(
    client: APIClient, tokens: TokenSources = TokenSources(), dialog: Dialog = Dialog(),
    recording: RecordingControl = RecordingControl(), setTimeout: @escaping (Double) -> Void = { _ in },
    takeInterruption: @escaping () -> Bool = { false }, pause: @escaping (Double) -> Bool = { _ in false },
    now: @escaping () -> Double = Environment.steadyClock()
  ) {
    self.client = client
    self.tokens = tokens
    self.dialog = dialog
    self.recording = recording
    self.setTimeout = setTimeout
    self.takeInterruption = takeInterruption
    self.pause = pause
    self.now = now
  }

  /// Counts from its making.
  package static func steadyClock() -> () -> Double {
    let start = ContinuousClock.now
    return { (.now - start) / .seconds(1) }
  }
}

/// How a person is asked; nobody is there by default.
package struct Dialog {
  /// What a person is asked to agree to.
  package enum Question {
    /// Whether something goes for good, by its path and its title.
    case delete(path: String, title: String?)
    /// Whether an edited resource is sent.
    case sendEdit(operation: String)
    /// Whether a file is replaced.
    case replace(path: String)
  }

  /// What came of asking for a secret.
  package enum Secret {
    case text(String)
    case none
    case interrupted
  }

  /// Whether somebody is there.
  package var isPresent = false
  package var confirm: (Question) -> Bool = { _ in false }
  package var readSecret: () throws -> Secret = { .none }
  /// Puts a line where the person finds it as the last one typed.
  package var remember: (String) -> Void = { _ in }

  package init() {}
}

/// How a recording is started and ended; the recorder sets it.
package struct RecordingControl {
  /// How a recording is made.
  package struct Options {
    /// Adds to what the file has.
    package var appends = false
    /// Keeps reads that nothing depends on.
    package var keepsAll = false
    /// Writes responses as well.
    package var isTranscript = false

    package init() {}
  }

  package var start: (_ path: String, Options) throws -> Void = { _, _ in }
  package var stop: () throws -> RecordingSummary? = { nil }
  package var summary: () -> RecordingSummary? = { nil }
  /// Writes a script of the steps that have run; `range` counts the commands of the session from 1.
  package var save: (_ path: String, _ range: ClosedRange<Int>?, Options) throws -> RecordingSummary = { path, _, _ in
    RecordingSummary(file: path, steps: 0, literals: [])
  }

  package init() {}
}

/// What a recording holds.
package struct RecordingSummary: Sendable {
  package let file: String
  /// How many commands are in it.
  package let steps: Int
  /// Ids that no response gave, which a script takes as parameters.
  package let literals: [String]

  package init(file: String, steps: Int, literals: [String]) {
    self.file = file
    self.steps = steps
    self.literals = literals
  }
}
