import CommandLanguage
import Execution
import LineEditing
import Presentation
import Prompt
import ShellHarness
import Terminal
import TestSupport
import Testing

@Suite struct HistoryTests {
  private func user(_ id: String) -> ScriptedTransport.Reply {
    .init(body: #"{"id":"\#(id)","name":"\#(id)"}"#)
  }

  /// A session of these lines, with the users that its logins find.
  private func session(_ lines: [String], users: [String], state: String) throws -> LinesEditor {
    let shell = try ShellHarness(users.map(user), typed: lines, token: nil)
    let history = SessionHistory(environment: ["XDG_STATE_HOME": state])
    _ = Repl(shell.executor, presenter: shell.presenter, editor: shell.editor, history: history).run()
    return shell.editor
  }

  @Test("What one account has typed, another does not find")
  func accounts() throws {
    let folder = try TemporaryFolder()
    let login = ["login", "felt_pat_ABCDEFGHIJKLMNOPQRST"]
    _ = try session(login + ["set ada=1"], users: ["ada"], state: folder.path)
    let second = try session(login + ["set ben=1"], users: ["ben"], state: folder.path)
    #expect(second.history == ["login", "set ben=1"])
    let third = try session(login + ["vars"], users: ["ada"], state: folder.path)
    #expect(third.history == ["set ada=1", "login", "vars"])
    let other = try session(login + ["base-url https://example.com/api", "vars"], users: ["ada"], state: folder.path)
    #expect(other.history == ["login", "base-url https://example.com/api", "vars"])
  }

  @Test(
    "Lines with secrets and with a space in front stay out of the file",
    arguments: [
      " set a=1", "login --env", "import curl 'curl https://felt.com/api/v2/user'",
      "c connection[password]=pw", "alias d='c connection[password]=pw'", "get /user X-A:felt_pat_ABCDEFGHIJKLMNOPQRST",
      "post /sources?a=b connection[password]=pw", "c connection[passwd]=pw", "get /x --no-check X-Api-Key:pw",
      "set pwd=x",
    ])
  func secrets(line: String) throws {
    let folder = try TemporaryFolder()
    let alias = "alias c='create_source name=x connection[type]=mssql'"
    _ = try session([alias, line, "vars"], users: [], state: folder.path)
    let next = try session([], users: [], state: folder.path)
    #expect(next.history == [alias, "vars"])
  }
}
