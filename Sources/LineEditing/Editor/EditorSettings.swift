package import Platform

/// What an editor has to know of its surroundings.
package struct EditorSettings: Sendable {
  /// The terminal's type, as `TERM` has it.
  package var terminalType: String
  /// The path of the user's own keys, a file in the form of editrc(5).
  package var configuration: String?
  /// The program that edits a line at length.
  package var externalEditor: ExternalEditor

  /// Reads `TERM`, `EDITRC`, `HOME`, `VISUAL`, `EDITOR` and `TMPDIR`.
  package init(environment: [String: String]) {
    terminalType = environment["TERM"] ?? ""
    configuration = environment["EDITRC"] ?? environment["HOME"].map { $0 + "/.editrc" }
    externalEditor = ExternalEditor(environment: environment)
  }

  /// Whether lines can be edited on a terminal of this type.
  package var canEdit: Bool { !["", "dumb", "unknown", "cons25-dumb"].contains(terminalType) }
}
