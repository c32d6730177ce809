internal import CommandLanguage

extension ShellCommand {
  static let check = ShellCommand(
    CommandSpec(
      "check", .scripts, "Find what is wrong with scripts, sending nothing",
      arguments: [ArgumentSpec("FILE", .script, repeats: true)],
      details: [
        .init("check night.felt", "every error with its place, and how many requests, writes and deletions there are"),
        .init("feltsh check FILE...", "the same from the command line; exit status 2 when there are errors"),
      ]),
    run: { call, step in
      let files = try call.words("FILE").map { try step.readableFile($0) }
      let check = FileCheck(
        session: step.session, table: step.table, environment: step.environment, sink: step.emit)
      let count = try check.run(files: files)
      if count > 0 { throw Failure(.checkFailed(errors: count)) }
    })
}
