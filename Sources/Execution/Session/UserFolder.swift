/// Where the user's files are. Source: XDG Base Directory Specification.
package enum UserFolder {
  /// Of settings: `$XDG_CONFIG_HOME/feltsh`; nil where nobody has a home.
  package static func configuration(_ environment: [String: String]) -> String? {
    folder("XDG_CONFIG_HOME", or: "/.config", environment)
  }

  /// Of what sessions leave: `$XDG_STATE_HOME/feltsh`; nil where nobody has a home.
  package static func state(_ environment: [String: String]) -> String? {
    folder("XDG_STATE_HOME", or: "/.local/state", environment)
  }

  private static func folder(_ name: String, or usual: String, _ environment: [String: String]) -> String? {
    // Relative paths in these are to be ignored.
    let given = environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (given ?? home.map { $0 + usual }).map { $0 + "/feltsh" }
  }
}
