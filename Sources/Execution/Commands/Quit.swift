internal import CommandLanguage

extension ShellCommand {
  static let quit = ShellCommand(
    CommandSpec("quit", .session, "Leave", synonyms: ["exit"], isEssential: true),
    run: { call, step in step.result.quits = true })
}
