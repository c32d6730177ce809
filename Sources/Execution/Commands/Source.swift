internal import CommandLanguage
internal import Platform

extension ShellCommand {
  static let source = ShellCommand(
    CommandSpec(
      "source", .scripts, "Run a script in this session", arguments: [ArgumentSpec("FILE", .script)], effect: .deletes),
    run: { call, step in
      guard let word = call.word("FILE") else { return }
      let path = try step.readableFile(word)
      guard step.session.sourceDepth < Script.maximumDepth else { throw Failure(.sourcedTooDeep, at: word.range) }
      let script: Script
      do throws(FileError) {
        script = try Script(file: path, table: step.table, isCancelled: step.environment.takeInterruption)
      } catch {
        throw Failure(error, at: word.range)
      }
      if script.wasCancelled { throw Failure(.interrupted) }
      step.session.sourceDepth += 1
      defer { step.session.sourceDepth -= 1 }
      let status = try step.runScript(script)
      if status != .success { throw Failure(.scriptFailed(path: path, status), at: word.range) }
    })
}
