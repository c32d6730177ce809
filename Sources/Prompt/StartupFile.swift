internal import CommandLanguage
internal import Execution
internal import Platform

/// The commands that an interactive session begins with: `$XDG_CONFIG_HOME/feltsh/rc`.
package struct StartupFile {
  private let path: String?

  /// - Parameter environment: `XDG_CONFIG_HOME` and `HOME` say where the file is.
  package init(environment: [String: String]) {
    path = UserFolder.configuration(environment).map { $0 + "/rc" }
  }

  /// Runs the commands in it. What fails is reported with its place, and the rest runs.
  ///
  /// - Returns: whether it says `quit`.
  func run(in executor: Executor) -> Bool {
    guard let path, FileReader.exists(path) else { return false }
    let text: String
    do { text = try FileReader.text(of: path, limit: Script.longest) } catch {
      try? executor.sink(.noScript(error))
      return false
    }
    var reader = ScriptReader(text, source: .startupFile(path), table: executor.table)
    while let next = reader.next(expanding: executor.session.preferences.aliases) {
      switch next {
      case .failure(let error): try? executor.sink(.unreadable(error))
      case .success(let statement): if executor.run(statement).quits { return true }
      }
    }
    return false
  }
}
