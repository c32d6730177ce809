/// What an editor has to know of its surroundings.
package struct EditorSettings: Sendable {
  /// The terminal's type, as `TERM` has it.
  package var terminalType: String
  /// The user's own keys, a file in the form of editrc(5).
  package var configuration: String?
  /// The program that edits a line at length, a shell command as `VISUAL` and `EDITOR` hold.
  package var editorCommand: String
  /// The environment of that program, without the token.
  package var environment: [String: String]

  /// No program that is started learns these.
  private static let secretVariables: Set = ["FELT_API_TOKEN", "FELT_KEY"]

  /// Reads `TERM`, `EDITRC`, `HOME`, `VISUAL` and `EDITOR`.
  package init(environment: [String: String]) {
    terminalType = environment["TERM"] ?? ""
    configuration = environment["EDITRC"] ?? environment["HOME"].map { $0 + "/.editrc" }
    let commands = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }
    editorCommand = commands.first { !$0.isEmpty } ?? "vi"
    self.environment = environment.filter { !Self.secretVariables.contains($0.key) }
  }

  /// Whether a terminal of this type can be edited on.
  package var canEdit: Bool { !["", "dumb", "unknown", "cons25-dumb"].contains(terminalType) }
}
