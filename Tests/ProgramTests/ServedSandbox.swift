import TestSupport

/// `feltsh sandbox` on a port of its own, ended with the test.
final class ServedSandbox {
  let baseURL: String
  let token: String
  private let terminal: PseudoTerminal

  /// - Parameter descriptors: how many it may have open.
  init(_ arguments: [String] = [], descriptors: Int = 256) throws {
    let command = ["ulimit -n \(descriptors) && exec \"$0\" \"$@\"", try PseudoTerminal.product("feltsh"), "sandbox"]
    terminal = try PseudoTerminal("/bin/sh", ["-c"] + command + ["--port", "0"] + arguments, columns: 200)
    try terminal.waitForText("until Control-C")
    let lines = terminal.output.split(whereSeparator: \.isNewline)
    func value(_ name: String) -> String {
      let line = lines.first { $0.hasPrefix("export \(name)=") } ?? ""
      return String(line.dropFirst("export \(name)=".count))
    }
    baseURL = value("FELT_BASE_URL")
    token = value("FELT_API_TOKEN")
  }

  /// Ends it as a service manager would, and waits until it is gone.
  ///
  /// - Returns: its exit status.
  func end() throws -> ProgramEnd {
    terminal.signal(15)
    return try terminal.waitForEnd()
  }

  /// What a client needs in its environment.
  var environment: [String: String] { ["FELT_BASE_URL": baseURL, "FELT_API_TOKEN": token] }
}
