internal import Platform

/// The commands that an interactive session begins with: `$XDG_CONFIG_HOME/feltsh/rc`.
package struct StartupFile {
  private let path: String?

  /// - Parameter environment: `XDG_CONFIG_HOME` and `HOME` say where the file is.
  package init(environment: [String: String]) {
    path = UserFolder.configuration(environment).map { $0 + "/rc" }
  }

  /// Runs the commands there are. What fails is reported with its place, and the rest goes on.
  func run(in interpreter: Interpreter) -> ScriptRunner.Summary {
    guard let path, FileReader.exists(path) else { return ScriptRunner.Summary() }
    interpreter.session.sourceDepth += 1
    defer { interpreter.session.sourceDepth -= 1 }
    return ScriptRunner(interpreter, goesOn: true, isSilent: true).run(file: path)
  }
}
