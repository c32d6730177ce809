import Execution
import FeltAPI
import ShellHarness
import Terminal
import TestSupport

/// A folder with a script in it, and what came of running that.
struct ScriptFolder {
  let folder: TemporaryFolder
  let shell: ShellHarness
  let summary: RunSummary

  init(
    _ text: String, files: [String: String] = [:], _ replies: [ScriptedTransport.Reply] = [],
    variables: [String: String] = [:], configure: (inout SessionOptions) -> Void = { _ in },
    prepare: (ShellHarness) -> Void = { _ in }
  ) throws {
    folder = try TemporaryFolder()
    for (name, content) in files { try folder.write(content, to: name) }
    try folder.write(text, to: "a.felt")
    shell = try ShellHarness(replies, variables: variables, configure: configure)
    prepare(shell)
    summary = ScriptRun(shell.executor).run(files: [folder.file("a.felt")])
  }

  /// The paths of the requests, each with its body.
  var requests: [String] {
    shell.transport.requests.map { request in
      guard case .bytes(let bytes) = request.body else { return request.path }
      return request.path + " " + String(decoding: bytes, as: UTF8.self)
    }
  }

  var told: String { shell.screen.messageText.replacing(folder.path + "/", with: "") }
}
