internal import Platform
internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import LineEditing

/// What was typed: in memory, and in a file for each account that keeps it for other sessions.
package final class SessionHistory {
  private let folder: String?
  private var account: HistoryAccount?
  private var file: HistoryFile?
  /// What was typed in this session, whatever the account.
  private var typed: [String] = []
  /// As many entries as a session begins with.
  private static let loaded = 10_000

  /// - Parameter environment: `XDG_STATE_HOME` and `HOME` say where the files are; without them there are none.
  package init(environment: [String: String]) {
    folder = UserFolder.state(environment)
  }

  /// Goes to an account's history: the editor is given what earlier sessions have left, and what was typed in this one.
  ///
  /// - Returns: all of it, oldest first; nil when it is this account's already.
  func follow(_ account: HistoryAccount, _ editor: any LineEditor) -> [String]? {
    guard account != self.account else { return nil }
    if self.account != nil { editor.forgetHistory() }
    self.account = account
    file = file(for: account, creates: false)
    // A history that cannot be read is as if it were not there.
    let entries = ((try? file?.load(limit: Self.loaded)) ?? []) + typed
    entries.forEach(editor.remember)
    return entries
  }

  /// Takes an entry; one with a secret stays in memory, and one with a token is not kept at all.
  ///
  /// - Returns: whether it was kept.
  func add(
    _ text: String, leakDetector: TokenLeakDetector, aliases: Aliases, table: CommandTable, to editor: any LineEditor
  ) -> Bool {
    guard text.contains(where: { !$0.isWhitespace }), !leakDetector.findsToken(in: text),
      !leakDetector.findsToken(in: TypedLine.meaning(text))
    else {
      return false
    }
    editor.remember(text)
    typed.append(text)
    guard !text.hasPrefix(" "), !SecretLine.isSecret(text, aliases: aliases, table: table) else { return true }
    if file == nil, let account { file = file(for: account, creates: true) }
    try? file?.append(text)
    return true
  }

  /// An account's file. Its name needs the salt, which is made when there is something to keep.
  private func file(for account: HistoryAccount, creates: Bool) -> HistoryFile? {
    guard let folder, let salt = try? SaltFile(path: folder + "/salt").bytes(creates: creates) else { return nil }
    return HistoryFile(path: folder + "/" + account.fileName(salt: salt))
  }
}
