internal import CommandLanguage
internal import FeltAPI
internal import JSONText

/// A step as a recording holds it: what is to be written, and what later steps can refer to.
final class TraceStep {
  /// What the step is to a script.
  enum Kind {
    /// A request that only reads. It is written when something depends on it.
    case read
    /// A request that makes or changes something.
    case write
    /// `set`. It is written when something depends on it.
    case set(name: String)
    /// Any other command that a recording keeps.
    case command
    /// A block, which keeps no response of its own.
    case block
    /// A comment, also one that stands for a request that failed.
    case comment
  }

  let kind: Kind
  /// The command, with references to other steps as ``StepReference`` names; a comment has no action.
  var command: Command { didSet { printed = nil } }
  /// The command as a script has it, once it was written: a recording writes most of its lines twice.
  var printed: String?
  /// Comments above it.
  var notes: [String] = []
  /// The name of the variable that the person gave to the response.
  var givenName: String?
  /// What the variable is called that keeps the response, where the recorder chose it.
  var chosenName: String?
  /// More variables that keep parts of its response, since its own variable came to mean something else.
  var keptParts: [(name: String, query: String)] = []
  /// The steps that it refers to.
  var dependencies: Set<Int> = []
  /// The names of the parameters and the kept parts that it refers to.
  var usedNames: Set<String> = []
  var expectations: [Command] = []
  /// Whether `set` takes its value as the default of a parameter.
  var isParameter = false
  /// Whether its output goes to a file or a program.
  var hasEffect = false
  /// The number in the history of the line that it came from.
  var historyNumber = 0
  /// Whether it came before the recording began: only what a later step depends on is written of it.
  var isEarlier = false
  /// The response, for references into it.
  var response: JSONValue?
  var operation: FeltAPI.Operation?
  /// What the requests gave, as the lines of a transcript, each on its own.
  var transcript: [[String]] = []
  /// Whether the shell read it for itself: for what `ls` lists, or while a line was completed.
  var origin = Origin.person

  enum Origin { case person, shell, completion }

  /// The response's status.
  var status: Int?
  /// Whether the file has it.
  var isOnDisk = false

  init(_ kind: Kind, _ command: Command) {
    self.kind = kind
    self.command = command
  }

  var name: String? { givenName ?? chosenName }

  /// Whether it is written although nothing refers to it.
  var isWanted: Bool {
    switch kind {
    case .read: !expectations.isEmpty || hasEffect
    case .set: false
    case .block: hasEffect
    case .write, .command, .comment: true
    }
  }
}

/// The name that a reference to a step has until the step's variable has its final name.
enum StepReference {
  private static let mark = "\u{1}"

  static func name(_ index: Int) -> String { mark + String(index) }

  static func index(_ name: String) -> Int? {
    name.hasPrefix(mark) ? Int(name.dropFirst()) : nil
  }
}
