internal import CommandLanguage

extension ShellCommand {
  static let headers = ShellCommand(
    CommandSpec("headers", .looking, "Show the last response's status and headers", takesOutput: true),
    run: { call, step in try step.show(.head(try step.lastExchange().head), call.output) })
}
