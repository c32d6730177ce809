internal import CommandLanguage
internal import FeltAPI
internal import LineEditing

/// What was typed: in memory, and in a file that keeps it for other sessions.
package struct SessionHistory {
  private let file: HistoryFile?
  /// As many entries as a session begins with.
  private static let loaded = 10_000

  /// - Parameter environment: `XDG_STATE_HOME` and `HOME` say where the file is; without them there is none.
  package init(environment: [String: String]) {
    file = UserFolder.state(environment).map { HistoryFile(path: $0 + "/history") }
  }

  /// Gives the editor what earlier sessions have left.
  func load(into editor: any LineEditor) -> [String] {
    // A history that cannot be read is as if it were not there.
    let entries = (try? file?.load(limit: Self.loaded)) ?? []
    entries.forEach(editor.remember)
    return entries
  }

  /// Takes an entry; one with a secret stays in memory, and one with a token is not kept at all.
  ///
  /// - Returns: whether it was kept.
  func add(_ text: String, token: Token?, aliases: Aliases, to editor: any LineEditor) -> Bool {
    guard text.contains(where: { !$0.isWhitespace }), LeakGuard.range(in: text, token: token) == nil else {
      return false
    }
    editor.remember(text)
    if !text.hasPrefix(" "), !Self.isSecret(text, aliases: aliases) { try? file?.append(text) }
    return true
  }

  /// Whether a line says something that nobody else is to read: a password in a body, a login, what curl was given.
  static func isSecret(_ text: String, aliases: Aliases = Aliases()) -> Bool {
    var reader = ScriptReader(text)
    while let entry = reader.next(expanding: aliases) {
      // What cannot be read may be a secret that was mistyped.
      guard case .success(let command) = entry.result else { return text.contains("felt_pat") }
      switch command.action {
      case .login, .importCurl: return true
      case .request(let line): if isSecret(line) { return true }
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
