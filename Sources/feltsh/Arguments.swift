import ArgumentParser
import Execution
import Terminal

/// The program's command line.
struct Arguments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feltsh",
    abstract: "A line-edited shell for the API of Felt, the web mapping platform.",
    usage: ProgramTask.usageText,
    discussion: tokenText + "\n\nExit status: " + exitStatusText,
    version: Version.text)

  @Option(
    name: .customShort("c"), help: ArgumentHelp("Run a command; may be given several times.", valueName: "COMMAND"))
  var commands: [String] = []

  @Flag(help: "Talk to an embedded Felt: no account, no network.")
  var sandbox = false

  @Option(help: ArgumentHelp("Where the API is.", valueName: "URL"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp("Read the token from a file that only you can read.", valueName: "FILE"), completion: .file())
  var tokenFile: String?

  @Option(name: .customLong("var"), help: ArgumentHelp("Set a variable.", valueName: "NAME=VALUE"))
  var variables: [String] = []

  @Flag(help: "Show what would be sent, and send nothing.")
  var dryRun = false

  @Flag(help: "Refuse every request that could change something.")
  var readOnly = false

  @Flag(help: "Agree to deletions.")
  var yes = false

  @Option(help: ArgumentHelp("When to use colour: auto, always, never.", valueName: "WHEN"))
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("How long a request may take.", valueName: "SECONDS"))
  var timeout: Double = 60

  @Option(
    help: ArgumentHelp(
      "How often a request is sent again after a lost connection, 429, 502, 503 or 504: 3 times by default, and then "
        + "reads and deletions alone; given, also a refused write. Never in the sandbox, unless given.",
      valueName: "N"))
  var retries: Int?

  @Option(help: ArgumentHelp("The longest response held in memory, in megabytes.", valueName: "MB"))
  var maxBody: Int = 256

  @Option(help: ArgumentHelp("Write what succeeds as a script.", valueName: "FILE"), completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp("Take responses from a transcript, without a network.", valueName: "FILE"), completion: .file())
  var replay: String?

  @Flag(help: "With --record: write what each request gives too, for feltsh test.")
  var transcript = false

  @Flag(help: "With test: rewrite what differs, and nothing else.")
  var update = false

  @Flag(help: "With test: a key that the transcript doesn't have is a difference too.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "What a failure ends: stop, the whole run, also in a loop; continue, nothing. Without it, the run, and in a loop "
        + "the item.", valueName: "HOW"))
  var onError: ErrorChoice?

  @Option(
    help: ArgumentHelp(
      "Write a report: json=FILE, a line for each request as it happens; junit=FILE; github, which needs no file.",
      valueName: "FORMAT"))
  var report: [String] = []

  @Option(
    help: ArgumentHelp(
      "Of each loop, run only the items that failed or were not reached, as a report json=FILE says.",
      valueName: "LEDGER"), completion: .file())
  var retryFailed: String?

  @Flag(help: "Lay JSON out even when stdout is not a terminal.")
  var pretty = false

  @Flag(help: "Tell of each request on stderr.")
  var verbose = false

  @Flag(help: "Send requests without validating them against the catalogue first.")
  var noCheck = false

  @Flag(help: "Leave out the start-up file of the interactive shell.")
  var noRc = false

  @Flag(help: "Let scripts start programs after |.")
  var allowShell = false

  @Option(help: ArgumentHelp("The served sandbox's port, 8787 if not given; 0 picks one.", valueName: "N"))
  var port: Int?

  @Option(help: ArgumentHelp("A fault of the sandbox: 'get /maps/* 429 every=3'.", valueName: "RULE"))
  var fault: [String] = []

  @Option(help: ArgumentHelp("How many requests the sandbox takes: 10/s, 100/min.", valueName: "RATE"))
  var rate: String?

  @Option(
    help: ArgumentHelp("Where the served sandbox keeps what it holds.", valueName: "FILE"), completion: .file())
  var state: String?

  @Option(help: ArgumentHelp("Another world of the sandbox: the same titles, other ids.", valueName: "N"))
  var seed: UInt64?

  @Flag(help: "Begin the sandbox with nothing in it.")
  var empty = false

  @Option(
    help: ArgumentHelp(
      "Write a file that comes with the program: \(GeneratedFile.names).", valueName: "KIND"))
  var generate: GeneratedFile?

  @Argument(help: ArgumentHelp("run, check, test, sandbox or help", visibility: .hidden))
  var task: String?

  @Argument(help: ArgumentHelp("scripts, transcripts, or a topic", visibility: .hidden))
  var words: [String] = []
}

extension Arguments {
  static let tokenText = """
    The token is read from --token-file, FELT_API_TOKEN or FELT_KEY, or asked for by the command login. There is no \
    option that takes its value: an argument list is public.
    """
  static let exitStatuses: [(status: Int, meaning: String)] = [
    (0, "all went well"), (1, "an expectation failed or a transcript differs"),
    (2, "the command line or a script can't be read, or a local check refused it"), (3, "no complete response"),
    (4, "a 4xx response, or a redirect that is not followed"), (5, "a 5xx response"), (6, "no token or it was refused"),
    (130, "interrupted"),
  ]
  static var exitStatusText: String {
    exitStatuses.map { "\($0.status) \($0.meaning)" }.joined(separator: ", ") + "."
  }
}

/// What a failure in a script leads to.
enum ErrorChoice: String, ExpressibleByArgument, CaseIterable {
  case stop
  case `continue`

  var policy: ErrorPolicy {
    switch self {
    case .stop: .stop
    case .continue: .continue
    }
  }
}

extension ColorChoice: ExpressibleByArgument {}
