internal import CommandLanguage

extension ShellCommand {
  static let timing = ShellCommand(
    CommandSpec("timing", .looking, "Show how long each phase of the last request took", takesOutput: true),
    run: { call, step in try step.show(.timing(try step.lastExchange().timing), call.output) })
}
