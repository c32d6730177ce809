internal import Presentation

/// What the program does when it is not the shell.
enum ProgramTask: String, CaseIterable {
  case run, check, test, sandbox, help

  /// The ways to start the program, as `--help`, the manual and completion have them.
  static let usages: [ProgramUsage.Task] =
    [
      .init(
        name: nil, usage: "feltsh [options]",
        summary: "the interactive shell; runs the lines it reads when stdin is not a terminal"),
      .init(name: nil, usage: "feltsh [options] -c COMMAND ...", summary: "runs commands and leaves"),
    ] + allCases.map(\.usage) + [
      .init(
        name: nil, usage: "feltsh run --help FILE...", summary: "tells what scripts are for, and what --var can set")
    ]

  /// The same as two columns.
  static var usageText: String {
    usages.map { $0.usage + String(repeating: " ", count: max(2, 36 - $0.usage.count)) + $0.summary }
      .joined(separator: "\n")
  }

  private var usage: ProgramUsage.Task {
    switch self {
    case .run:
      .init(
        name: rawValue, usage: "feltsh [options] run FILE...",
        summary: "runs scripts, one after another, in one session", operands: .scripts)
    case .check:
      .init(
        name: rawValue, usage: "feltsh check FILE...", summary: "finds what is wrong with scripts, sending nothing",
        operands: .scripts)
    case .test:
      .init(
        name: rawValue, usage: "feltsh test FILE...",
        summary: "runs transcripts, and compares each response with what is written there", operands: .scripts)
    case .sandbox:
      .init(
        name: rawValue, usage: "feltsh sandbox [--port N]",
        summary: "serves the sandbox for any Felt client, until interrupted")
    case .help:
      .init(
        name: rawValue, usage: "feltsh help [TOPIC]",
        summary: "explains the shell's commands, and topics such as sandbox", operands: .topics)
    }
  }
}
