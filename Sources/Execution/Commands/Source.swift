internal import CommandLanguage
internal import Platform

extension ShellCommand {
  static let source = ShellCommand(
    CommandSpec(
      "source", .scripts, "Run a script in this session", arguments: [ArgumentSpec("FILE", .script)], effect: .deletes),
    run: { call, step in
      guard let word = call.word("FILE") else { return }
      let path = try step.readableFile(word)
      guard step.session.sourceDepth < maximumDepth else { throw Failure(.sourcedTooDeep, at: word.range) }
      let text: String
      do throws(FileError) {
        text = try FileReader.text(of: path, limit: Script.longest)
      } catch {
        throw Failure(error, at: word.range)
      }
      step.session.sourceDepth += 1
      defer { step.session.sourceDepth -= 1 }
      let status = try step.runScript(Script(parsing: text, source: .script(path), table: step.table))
      if status != .success { throw Failure(.scriptFailed(path: path, status), at: word.range) }
    })

  /// How many scripts may source one another.
  private static let maximumDepth = 16
}
