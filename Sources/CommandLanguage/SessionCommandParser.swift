internal import FeltAPI

/// Reads the commands that are not requests.
enum SessionCommandParser {
  typealias Parse = @Sendable (inout TokenCursor) throws(SyntaxError) -> Action

  static let commands: [String: Parse] = [
    "login": login, "logout": plain(.logout, "logout"), "whoami": plain(.whoami, "whoami"),
    "status": plain(.status, "status"), "vars": plain(.vars, "vars"), "quit": plain(.quit, "quit"),
    "exit": plain(.quit, "exit"), "headers": plain(.headers, "headers"), "timing": plain(.timing, "timing"),
    "why": plain(.why, "why"), "pwd": plain(.printPlace, "pwd"),
    "base-url": optional("base-url [URL]") { .baseURL($0) },
    "timeout": optional("timeout [SECONDS]") { .timeout($0) },
    "color": optional("color [auto|always|never]") { .color($0.map { Located($0.text ?? "", $0.range) }) },
    "prompt": optional("prompt ['FORMAT'|default]") { .prompt($0) },
    "hints": toggle(.hints), "prefetch": toggle(.prefetch),
    "history": optional("history [N|TEXT]") { .history($0) },
    "ls": optional("ls [PATH]") { .list($0) },
    "cd": optional("cd PATH|TITLE") { .changePlace($0) },
    "source": required("source FILE", "a file") { .source($0) },
    "edit": required("edit PATH", "a path") { .edit($0) },
    "expect": { cursor throws(SyntaxError) in .expect(try ExpectationParser.parse(&cursor)) },
    "help": help, "set": set, "unset": unset, "alias": AliasParser.alias, "unalias": AliasParser.unalias,
    "header": header, "record": record,
    "show": { cursor throws(SyntaxError) in .show(try ShowParser.parse(&cursor, isTable: false)) },
    "table": { cursor throws(SyntaxError) in .show(try ShowParser.parse(&cursor, isTable: true)) },
    "diff": ShowParser.diff, "export": ExchangeParser.export,
  ]

  private static func plain(_ action: Action, _ usage: String) -> Parse {
    { cursor throws(SyntaxError) in
      try cursor.finish(usage)
      return action
    }
  }

  private static func optional(_ usage: String, _ make: @escaping @Sendable (Word?) -> Action) -> Parse {
    { cursor throws(SyntaxError) in
      let word = cursor.nextWord()
      try cursor.finish(usage)
      return make(word)
    }
  }

  private static func required(
    _ usage: String, _ what: String, _ make: @escaping @Sendable (Word) -> Action
  ) -> Parse {
    { cursor throws(SyntaxError) in
      let word = try cursor.word(what, advice: "usage: \(usage)")
      try cursor.finish(usage)
      return make(word)
    }
  }

  private static func toggle(_ toggle: Toggle) -> Parse {
    { cursor throws(SyntaxError) in
      guard let word = cursor.nextWord() else { return .toggle(toggle, nil) }
      guard word.text == "on" || word.text == "off" else {
        throw SyntaxError("\(toggle.rawValue) takes on or off", at: word.range)
      }
      try cursor.finish("\(toggle.rawValue) [on|off]")
      return .toggle(toggle, word.text == "on")
    }
  }

  private static let login: Parse = { cursor throws(SyntaxError) in
    let usage = "login [--token-file FILE | --env]"
    guard let option = cursor.nextWord() else { return .login(.question) }
    switch option.bareText {
    case "--env":
      try cursor.finish(usage)
      return .login(.environment)
    case "--token-file":
      let file = try cursor.word("a file")
      try cursor.finish(usage)
      return .login(.file(file))
    default:
      throw SyntaxError(
        "login takes no token on its line, where it could be seen", at: option.range,
        advice: "type login alone and paste the token when asked")
    }
  }

  private static let help: Parse = { cursor throws(SyntaxError) in
    var words: [Word] = []
    while let word = cursor.nextWord() { words.append(word) }
    try cursor.finish("help [TOPIC|PATH|OPERATION]")
    return .help(words)
  }

  private static let set: Parse = { cursor throws(SyntaxError) in
    let usage = "set NAME=VALUE, or set NAME:=JSON"
    let word = try cursor.word("a variable", advice: "usage: \(usage)")
    let item = try ItemParser.parse(word)
    guard let (name, value) = assignment(item) else {
      throw SyntaxError("this does not set a variable", at: word.range, advice: "usage: \(usage)")
    }
    try cursor.finish(usage)
    return .set(name: Located(name, item.keyRange), value: value)
  }

  /// The variable's name and its value in `NAME=VALUE`.
  private static func assignment(_ item: Item) -> (name: String, value: FieldValue)? {
    guard case .field(let path, let value) = item.kind, path.count == 1, case .name(let name) = path[0] else {
      return nil
    }
    return CommandParser.isVariableName(name) && name != "_" ? (name, value) : nil
  }

  private static let unset: Parse = { cursor throws(SyntaxError) in
    var names: [Located] = []
    repeat {
      let word = try cursor.word("a variable's name", advice: "usage: unset NAME...")
      names.append(Located(word.text ?? "", word.range))
    } while cursor.current != nil
    return .unset(names)
  }

  private static let header: Parse = { cursor throws(SyntaxError) in
    let name = cursor.nextWord()
    let value = cursor.nextWord()
    try cursor.finish("header [NAME [VALUE]]")
    return .header(name: name.map { Located($0.text ?? "", $0.range) }, value: value)
  }

  private static let record: Parse = { cursor throws(SyntaxError) in
    guard let word = cursor.nextWord() else { return .record(.state) }
    try cursor.finish("record FILE | record off")
    return .record(word.bareText == "off" ? .stop : .start(word))
  }
}
