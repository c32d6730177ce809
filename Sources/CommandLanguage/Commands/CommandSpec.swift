package import FeltAPI

/// What a command is called, what it takes and what it does. Parser, help, completion, the checker and the recorder
/// read it; none of them knows a command by its name.
package struct CommandSpec: Sendable {
  /// The heading under which help lists a command.
  package enum Group: String, Sendable, CaseIterable {
    case requests = "Requests"
    case looking = "Looking"
    case files = "Files"
    case session = "The session"
    case scripts = "Scripts"
  }

  /// The most that a command does.
  package enum Effect: Int, Sendable, Comparable {
    /// Shows something, and changes nothing.
    case local
    /// Changes the session, such as a variable.
    case session
    /// Sends requests that only read.
    case reads
    /// Sends requests that make or change something.
    case writes
    /// Sends requests that delete something.
    case deletes

    package static func < (first: Effect, second: Effect) -> Bool { first.rawValue < second.rawValue }
  }

  /// What a command needs that not every text is trusted with.
  package enum Need: Sendable {
    case always(Capability)
    /// With an argument; without one it only shows something.
    case withArgument(Capability)
  }

  /// What a call of it needs, and where the call says so.
  package func need(of call: CommandCall) -> (capability: Capability, range: SourceRange)? {
    switch need {
    case .always(let capability): (capability, call.nameRange)
    case .withArgument(let capability):
      call.arguments.first.flatMap { argument in
        if case .word(let word) = argument.value { (capability, word.range) } else { nil }
      }
    case nil: nil
    }
  }

  /// What a recording does with a command that succeeded.
  package enum Recording: Sendable {
    /// Leaves it out: it changes nothing that a later command means.
    case omitted
    /// Writes it as it was typed, with variables that the script doesn't have replaced by their values.
    case verbatim
    /// Leaves it out, because what it changed is written into the commands that follow.
    case folded
  }

  /// One line of the help on a command: something to type, and what it does.
  package struct Detail: Sendable, Hashable {
    package let text: String
    package let summary: String

    package init(_ text: String, _ summary: String) {
      self.text = text
      self.summary = summary
    }
  }

  /// The word that the command begins with.
  package let name: String
  /// Other words for it.
  package let synonyms: [String]
  package let group: Group
  /// What it does, in one line.
  package let summary: String
  package let arguments: [ArgumentSpec]
  package let options: [OptionSpec]
  /// Whether it takes the options of a request's output, such as `--select` and `> FILE`.
  package let takesOutput: Bool
  package let effect: Effect
  package let recording: Recording
  /// What it needs that not every text is trusted with; nil for nothing.
  package let need: Need?
  /// Whether it is what a line that begins with a variable means.
  package let showsVariables: Bool
  /// The operation whose response it gives, which can be kept in a variable as in `map = find …`; nil for a command
  /// that gives nothing.
  package let gives: (@Sendable (CommandCall) -> FeltAPI.Operation?)?
  /// Whether help shows it on the first screen.
  package let isEssential: Bool
  /// Whether its lines stay out of the history file.
  package let isPrivate: Bool
  /// What help says below the usage.
  package let details: [Detail]
  /// Lines that can be typed, for help; each runs in the sandbox.
  package let examples: [String]

  package init(
    _ name: String, _ group: Group, _ summary: String, synonyms: [String] = [], arguments: [ArgumentSpec] = [],
    options: [OptionSpec] = [], takesOutput: Bool = false, effect: Effect = .local, recording: Recording = .omitted,
    need: Need? = nil, showsVariables: Bool = false, gives: (@Sendable (CommandCall) -> FeltAPI.Operation?)? = nil,
    isEssential: Bool = false, isPrivate: Bool = false,
    details: [Detail] = [],
    examples: [String] = []
  ) {
    self.name = name
    self.synonyms = synonyms
    self.group = group
    self.summary = summary
    self.arguments = arguments
    self.options = options
    self.takesOutput = takesOutput
    self.effect = effect
    self.recording = recording
    self.need = need
    self.showsVariables = showsVariables
    self.gives = gives
    self.isEssential = isEssential
    self.isPrivate = isPrivate
    self.details = details
    self.examples = examples
  }

  /// The name with all that can follow it: `diff A B [--ignore JSONPATH]...`.
  package var usage: String {
    ([name] + arguments.map(\.usage) + options.map(\.usage)).joined(separator: " ")
  }

  /// Whether what it gives can be kept in a variable.
  package var givesValue: Bool { gives != nil }

  /// Whether what follows the name belongs to another program's language, up to the end of the line.
  var takesForeignText: Bool { arguments.contains { $0.kind == .foreign } }

  /// Whether `<` and `>` in what follows compare values.
  var comparesValues: Bool { arguments.contains { $0.kind == .expectation || $0.kind == .block(.condition) } }
}
