internal import Execution
internal import Platform
internal import Terminal

/// What long output is read in at the prompt.
package struct Pager: Sendable {
  /// A shell command that reads standard input.
  package let command: String
  let temporaryFolder: String

  /// - Parameter environment: `PAGER`, `TERM` and `TMPDIR` are read.
  /// - Returns: nil when `PAGER` is set to nothing, and on a terminal that can't move its cursor.
  package init?(environment: [String: String]) {
    let command = environment["PAGER"] ?? "less -FRX"
    guard command.contains(where: { !$0.isWhitespace }), environment["TERM"] != "dumb" else { return nil }
    self.command = command
    temporaryFolder = PrivateFile.temporaryFolder(environment)
  }
}

/// Output at the prompt: on the screen where it fits, in the pager where it is longer. A screenful is held until it is
/// known which it is; what follows it streams.
final class PagedOutput {
  private let pager: Pager
  private let screen: any Screen
  private var held: [UInt8] = []
  private var counter: RowCounter
  private var program: PagerProgram?
  /// Whether the pager could not be used.
  private(set) var hasFailed = false

  init(_ pager: Pager, screen: any Screen) {
    self.pager = pager
    self.screen = screen
    counter = RowCounter(width: screen.output.width)
  }

  /// Whether the pager shows it, or has shown it.
  private(set) var isPaged = false

  /// Whether the person has left the pager, so that nothing more is shown.
  var isOver: Bool { program?.hasLeft ?? false }

  func write(_ bytes: [UInt8]) throws {
    if let program { return try program.write(bytes) }
    if hasFailed { return try screen.writeOutput(bytes) }
    held += bytes
    counter.add(bytes)
    // A row is the next prompt's.
    guard counter.rows >= screen.output.height else { return }
    do throws(FileError) {
      screen.prepareForProgram()
      program = try PagerProgram(shellCommand: pager.command, temporaryFolder: pager.temporaryFolder)
      isPaged = true
    } catch {
      hasFailed = true
    }
    let first = held
    held = []
    try write(first)
  }

  /// Shows what was held, or waits for the person to leave the pager.
  func finish() throws {
    guard let program else {
      let rest = held
      held = []
      return try rest.isEmpty ? () : screen.writeOutput(rest)
    }
    // The shell says so with these: there is no such program, or it can't be run.
    hasFailed = [126, 127].contains(program.finish())
  }
}
