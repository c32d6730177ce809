import TestSupport

extension PseudoTerminal {
  /// The editor at a prompt.
  static func probe(
    _ environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal("editor-probe", environment: environment, columns: columns, rows: rows)
    try terminal.waitForPrompt()
    return terminal
  }
}
