internal import CommandLanguage
internal import Execution
internal import FeltAPI

/// Finds what is typed and no file is to keep.
enum SecretLine {
  /// Whether a line says something that nobody else is to read: a password in a body, a login, what curl was given.
  static func isSecret(_ text: String, aliases: Aliases = Aliases(), table: CommandTable) -> Bool {
    if hasSecretName(text) { return true }
    var reader = ScriptReader(text, source: .typed, table: table)
    while let next = reader.next(expanding: aliases) {
      // What cannot be read may be a secret that was mistyped.
      guard case .success(let statement) = next else { return text.contains("felt_pat") }
      for command in statement.withInner.map(\.command) {
        switch command.action {
        case .nothing, .block: continue
        case .request(let line, _): if isSecret(line) { return true }
        case .call(let call): if isSecret(call, aliases: aliases, table: table) { return true }
        }
      }
    }
    return false
  }

  private static func isSecret(_ call: CommandCall, aliases: Aliases, table: CommandTable) -> Bool {
    if let line = call.request, isSecret(line) { return true }
    if table.command(named: call.name)?.isPrivate ?? false { return true }
    return call.arguments.contains { argument in
      switch argument.value {
      case .foreign: true
      case .aliasDefinition(_, let words?):
        isSecret(words.parts.map { $0.text ?? "x" }.joined(), aliases: aliases, table: table)
      default: false
      }
    }
  }

  /// Whether a name that secrets have is given a value: `password=`, `connection[password]=`, `"password": `,
  /// `X-Token:`. That counts in operations that the catalogue does not know as well, and in lines that cannot be read.
  private static func hasSecretName(_ text: String) -> Bool {
    text.split(omittingEmptySubsequences: false) { $0 == "=" || $0 == ":" }.dropLast().contains { before in
      let name = before.reversed().drop { "]\"' ".contains($0) }.prefix { $0.isLetter || $0 == "_" || $0 == "-" }
      return SecretName.isLikely(String(name.reversed()))
    }
  }

  private static func isSecret(_ line: RequestLine) -> Bool {
    guard let schema = line.operation?.body else { return false }
    return line.items.contains { item in
      switch item.kind {
      case .field(let path, _): schema.isSecret(at: path)
      case .body(.json(let text)), .body(.heredoc(_, let text)): !schema.secrets(inBody: Array(text.utf8)).isEmpty
      case .body, .query, .header: false
      }
    }
  }
}
