internal import CommandLanguage
internal import FeltAPI

/// Finds what is typed and no file is to keep.
enum SecretLine {
  /// Whether a line says something that nobody else is to read: a password in a body, a login, what curl was given.
  static func isSecret(_ text: String, aliases: Aliases = Aliases()) -> Bool {
    var reader = ScriptReader(text)
    while let entry = reader.next(expanding: aliases) {
      // What cannot be read may be a secret that was mistyped.
      guard case .success(let command) = entry.result else { return text.contains("felt_pat") }
      switch command.action {
      case .login, .importCurl: return true
      case .request(let line): if isSecret(line) { return true }
      case .alias(.define(_, let words)):
        if isSecret(words.parts.map { $0.text ?? "x" }.joined(), aliases: aliases) { return true }
      default: continue
      }
    }
    return false
  }

  private static func isSecret(_ line: RequestLine) -> Bool {
    let path = line.arguments.first?.parts.map { $0.text ?? "x" }.joined() ?? ""
    let operation: FeltAPI.Operation? =
      switch line.verb {
      case .operation(let operation): operation
      case .method(let method): Catalogue.match(method, path)?.0
      }
    guard let schema = operation?.body else { return false }
    return line.items.contains { item in
      switch item.kind {
      case .field(let path, _): schema.isSecret(at: path)
      case .body(.json(let text)), .body(.heredoc(_, let text)): !schema.secrets(inBody: Array(text.utf8)).isEmpty
      case .body, .query, .header: false
      }
    }
  }
}
