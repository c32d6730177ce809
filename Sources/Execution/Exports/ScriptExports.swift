package import CommandLanguage

/// What a script can be exported as.
package enum ScriptFormat: String, Sendable, Hashable, CaseIterable {
  /// A program in Python 3.
  case python
  /// A file of requests, as editors run it.
  case http
}

/// What of a script can't be carried over to a format.
package enum ExportProblem: Sendable, Hashable {
  /// A command that means something in the shell alone.
  case command(String, ScriptFormat)
  /// An option, or a program that output goes through.
  case option(String, ScriptFormat)
  /// Anything else of the language, in words: `a block`.
  case part(String, ScriptFormat)
  /// A secret as it is, which would stand in what is written.
  case secret(field: String)
  /// The script that `source` names can't be read.
  case unreadable(String)
  /// What is known of a value when the script is written is not enough.
  case unknown(String)
}

/// How a script is exported; the part of the program that writes such files sets it.
package struct ScriptExports {
  package struct Result {
    package var text = ""
    /// What could not be carried over, with its place.
    package var problems: [(failure: Failure, statement: Statement)] = []

    package init() {}
  }

  /// - Parameter read: reads the script that a `source` names.
  package var export: (_ script: Script, ScriptFormat, _ read: @escaping (String, Statement) -> Script?) -> Result = {
    _, _, _ in Result()
  }

  package init() {}
}
