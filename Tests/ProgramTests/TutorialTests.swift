import Foundation
import TestSupport
import Testing

/// The README's tutorial, typed at a terminal.
@Suite struct TutorialTests {
  /// A command of the system's shell, and what the terminal shows until the next one.
  private struct Step {
    let command: String
    var shown: [String] = []

    /// What is typed at the prompts of a program that has them.
    var typed: [String] {
      shown.compactMap { $0.wholeMatch(of: /sandbox[^>]*> (.*)/).map { String($0.output.1) } }
    }
  }

  private static func steps(_ block: String) -> [Step] {
    block.components(separatedBy: "\n").reduce(into: []) { steps, line in
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else {
        steps[steps.count - 1].shown.append(line)
      }
    }
  }

  /// How long a request took is not the same each time.
  private static func withoutTimes(_ text: String) -> String {
    text.replacing(/\ {2}[0-9.]+ (?:µs|ms|s)\ {2}/, with: "  1 ms  ")
  }

  @Test("Each command of the tutorial shows what the tutorial says")
  func tutorial() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("config/feltsh")
    try folder.write("hints off\nprefetch off\n", to: "config/feltsh/rc")
    let program = URL(filePath: try PseudoTerminal.product("feltsh"))
    let environment = [
      "PATH": program.deletingLastPathComponent().path + ":/usr/bin:/bin", "HOME": folder.path, "PAGER": "",
      "XDG_CONFIG_HOME": folder.file("config"), "XDG_STATE_HOME": folder.file("state"),
    ]
    var count = 0
    for block in try Readme().blocks(inSection: "Ten minutes") {
      guard block.language == "console" else {
        let run = try ProgramRun.run("/bin/sh", ["-e"], input: block.text.utf8, directory: folder.path)
        #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
        continue
      }
      for step in Self.steps(block.text) {
        let terminal = try PseudoTerminal(
          "/bin/sh", ["-c", "cd '\(folder.path)' && \(step.command)"], environment: environment, columns: 100, rows: 60)
        for line in step.typed where line != "quit" {
          try terminal.waitForPrompt("> ")
          try terminal.enter(line)
        }
        if step.typed.last == "quit" {
          try terminal.waitForPrompt("> ")
          try terminal.type("quit\r")
        }
        _ = try terminal.waitForEnd()
        #expect(Self.withoutTimes(terminal.screen.text) == step.shown.joined(separator: "\n"), "\(step.command)")
        count += 1 + step.typed.count
      }
    }
    #expect(count > 15)
  }
}
