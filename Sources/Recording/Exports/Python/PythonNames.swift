/// The names of a program's variables.
struct PythonNames {
  private var names: [String: String] = [:]
  private var taken = Self.reserved

  /// The name for a variable of the script: its own, unless the program has another use for it.
  mutating func name(of variable: String) -> String {
    if let name = names[variable] { return name }
    let name = fresh(variable)
    names[variable] = name
    return name
  }

  /// A name like this one that nothing else has.
  mutating func fresh(_ wanted: String) -> String {
    var name = String(wanted.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    if name.first?.isNumber ?? true { name = "_" + name }
    if taken.contains(name) { name += "_" }
    let base = name
    var number = 2
    while !taken.insert(name).inserted {
      name = base + String(number)
      number += 1
    }
    return name
  }

  private static let reserved = keywords.union(used).union(PythonHelper.all.map(\.name))

  /// Source: The Python Language Reference, "Keywords".
  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// What the program itself calls by these names.
  private static let used: Set<String> = [
    "BASE", "args", "main", "response", "session", "each", "value", "connect", "follow", "DEEP", "argparse", "csv",
    "glob", "io", "json", "linecache", "operator", "os", "pathlib", "re", "requests", "sys", "time", "traceback",
    "urllib", "zipfile", "bool", "dict", "float", "int", "len", "list", "open", "print", "slice", "sorted", "str",
    "type", "Exception", "__file__", "__name__", "here", "parser", "error", "HTTPAdapter", "Retries",
  ]
}
