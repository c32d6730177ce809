package import CommandLanguage
internal import JSONText

/// A TextMate grammar for scripts, which Visual Studio Code, Sublime Text, JetBrains' editors and GitHub read.
package struct TextMateGrammar {
  private let words: ScriptWords

  package init(_ table: CommandTable) {
    words = ScriptWords(table)
  }

  /// The grammar as JSON.
  package var text: String {
    let grammar = JSONValue.object(
      JSONObject([
        ("comment", .string("Written by: feltsh --generate textmate")),
        ("name", .string("feltsh")), ("scopeName", .string("source.felt")),
        ("fileTypes", .array([.string("felt")])), ("patterns", .array(patterns)),
        ("repository", .object(JSONObject([("variable", .object(JSONObject([("patterns", .array(variables))])))]))),
      ]))
    var printer = JSONPrinter()
    var bytes: [UInt8] = []
    // What this wrote itself is valid JSON.
    try? printer.print(grammar.serialized(), into: &bytes)
    try? printer.finish(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private var patterns: [JSONValue] {
    [
      Self.region(
        "meta.response.felt", #"^\s*#>(?=\s)"#, "$",
        [Self.match("entity.name.type.placeholder.felt", #"<[a-z]+(:\w+)?>"#)]),
      Self.match("comment.line.number-sign.felt", #"(?<=^|\s)#.*$"#),
      Self.region("string.unquoted.heredoc.felt", #"<<([A-Za-z_]\w*)"#, #"^\1$"#, [Self.variable]),
      Self.region("string.quoted.single.felt", "'", "'", []),
      Self.region(
        "string.quoted.double.felt", "\"", "\"", [Self.match("constant.character.escape.felt", #"\\."#), Self.variable]),
      Self.command("keyword.operator.method.felt", words.methods),
      Self.command("keyword.control.felt", words.blocks),
      Self.match("keyword.control.felt", #"(?<=\})\s*else\b"#),
      Self.command("support.function.command.felt", words.commands),
      Self.command("entity.name.function.operation.felt", words.operations),
      Self.match("variable.other.assignment.felt", #"^\s*[A-Za-z_]\w*(?=\s*=(\s|$))"#),
      Self.variable,
      Self.match(
        "storage.modifier.option.felt", #"(?<=^|\s)("# + words.options.joined(separator: "|") + #")(?=\s|$)"#),
      Self.match("keyword.operator.item.felt", #"(?<=[\w\]])(:=@|:=|==|=@)"#),
      Self.match("constant.language.felt", #"\b(true|false|null)\b"#),
      Self.match("constant.numeric.felt", #"(?<=^|[\s=:,\[{(])-?\d+(\.\d+)?([eE][-+]?\d+)?(ms|s|m|h)?(?=[\s,\])}]|$)"#),
    ]
  }

  private var variables: [JSONValue] {
    [
      Self.region("variable.other.felt", #"\$\{"#, #"\}"#, []),
      Self.match("variable.other.felt", #"\$[A-Za-z_]\w*"#),
    ]
  }

  private static let variable = JSONValue.object(JSONObject([("include", .string("#variable"))]))

  /// Words where a command begins: at the start of a line, or behind `map =` and `or`.
  private static func command(_ scope: String, _ words: [String]) -> JSONValue {
    .object(
      JSONObject([
        ("match", .string(#"(?:^|=\s|\bor\s)\s*("# + words.joined(separator: "|") + #")(?=\s|$)"#)),
        ("captures", .object(JSONObject([("1", .object(JSONObject([("name", .string(scope))])))]))),
      ]))
  }

  private static func match(_ scope: String, _ pattern: String) -> JSONValue {
    .object(JSONObject([("name", .string(scope)), ("match", .string(pattern))]))
  }

  private static func region(
    _ scope: String, _ begin: String, _ end: String, _ patterns: [JSONValue]
  ) -> JSONValue {
    .object(
      JSONObject([
        ("name", .string(scope)), ("begin", .string(begin)), ("end", .string(end)), ("patterns", .array(patterns)),
      ]))
  }
}
