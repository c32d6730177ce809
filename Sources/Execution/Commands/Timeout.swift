internal import CommandLanguage

extension ShellCommand {
  static let timeout = ShellCommand(
    CommandSpec(
      "timeout", .session, "Show or set how long a request may take",
      arguments: [ArgumentSpec("SECONDS", .text, isOptional: true)], effect: .session, recording: .verbatim),
    run: { call, step in
      guard let word = call.word("SECONDS") else { return try step.notice(.timeout(step.session.timeout)) }
      guard let seconds = Double(try step.text(word)), seconds > 0, seconds < 86_400 else {
        throw Failure(.setting(.timeout), at: word.range)
      }
      step.session.timeout = seconds
      step.environment.setTimeout(seconds)
      step.result.changes.append(.timeout(seconds))
    })
}
