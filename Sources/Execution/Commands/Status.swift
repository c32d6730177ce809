internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let status = ShellCommand(
    CommandSpec("status", .session, "Show the session: server, account, settings"),
    run: { call, step in
      let session = step.session
      try step.show(
        .status(
          SessionStatus(
            isSandbox: session.options.isSandbox, baseURL: session.builder.baseURL,
            token: session.builder.token.map { ($0.description, session.tokenSource) },
            owner: session.owner?.description, timeout: session.timeout, variableCount: session.variables.count,
            recordingFile: step.environment.recording.summary()?.file, isReadOnly: session.options.isReadOnly)))
    })
}
