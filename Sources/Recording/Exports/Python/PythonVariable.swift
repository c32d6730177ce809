internal import CommandLanguage
internal import FeltAPI

/// What is known of a variable of the script where it is used.
struct PythonVariable {
  /// What the program calls it.
  let name: String
  /// What its value looks like; nil where that isn't known.
  var schema: Schema?
  /// Whether it is certainly a text.
  var isText = false
  /// Whether its texts are the person's own, and not a server's.
  var isOwn = false
  /// Whether its members are the cells of a table, all texts.
  var isRow = false
  /// Whether it holds a response, which is something whatever is in it.
  var isResponse = false
  /// Whether it may not be set.
  var isUncertain = false
  /// The program's variable with the path of the request whose response it holds.
  var origin: String?
  /// The text that it certainly is.
  var constant: String?
}

/// A value that the script gets when it starts.
struct PythonParameter {
  let name: String
  /// What the program calls it.
  let variable: String
  var defaultText: String?
  /// Whether the script does without.
  var isOptional = false
  /// Whether its value is a secret, which no list of arguments may show.
  let isSecret: Bool

  /// As an option of the command line.
  var option: String { "--" + name.replacing("_", with: "-") }
  /// The variable of the environment that a secret is read from.
  var environmentVariable: String { name.uppercased() }
}

/// What a part of the program comes to.
struct PythonCode {
  var text: String
  /// Whether it is certainly a text.
  var isText = false
}

extension Word {
  /// The part of the names in it that is typed.
  var literalStart: String { parts.first?.text ?? "" }
}
