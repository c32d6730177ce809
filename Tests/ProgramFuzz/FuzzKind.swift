import TestSupport

/// What is made at random.
enum FuzzKind: String, CaseIterable {
  case numbers, scripts, recordings, responses

  /// So many rounds take about ten seconds.
  var usualRounds: Int {
    switch self {
    case .numbers: 40
    case .scripts: 100
    case .recordings: 50
    case .responses: 40
    }
  }

  /// Makes one round.
  ///
  /// - Throws: what went wrong, with what led to it.
  func run(_ random: SeededRandom, _ folder: TemporaryFolder) throws {
    var maker: any FuzzMaker =
      switch self {
      case .numbers: Numbers(random: random)
      case .scripts: Scripts(random: random)
      case .recordings: Recordings(random: random)
      case .responses: Responses(random: random)
      }
    try maker.run(folder)
  }
}

/// Makes input, and gives it to the program.
protocol FuzzMaker {
  /// - Throws: what went wrong, with what led to it.
  mutating func run(_ folder: TemporaryFolder) throws
}

/// What the program did that it must not do.
struct Finding: Error, CustomStringConvertible {
  let description: String
}

/// Runs the program, and throws when it doesn't end by itself with an exit status of its own.
func feltsh(
  _ arguments: [String], input: String, in folder: TemporaryFolder, environment: [String: String] = [:]
) throws -> ProgramRun {
  let variables = ["PATH": "/usr/bin:/bin", "HOME": folder.path].merging(environment) { $1 }
  let run = try ProgramRun.run(
    "feltsh", arguments, input: input.utf8, environment: variables, directory: folder.path, seconds: 30)
  // The exit statuses that the program has, of which an interruption is none here.
  guard let status = run.status, (0...6).contains(status) else {
    throw Finding(
      description: "\(run.end) of \(arguments.joined(separator: " "))\n\(input)\n\(run.error.suffix(2000))")
  }
  return run
}
