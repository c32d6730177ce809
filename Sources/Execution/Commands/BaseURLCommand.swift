internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let baseURL = ShellCommand(
    CommandSpec(
      "base-url", .session, "Show or set where the API is", arguments: [ArgumentSpec("URL", .text, isOptional: true)],
      effect: .session, need: .withArgument(.otherServer)),
    run: { call, step in
      let session = step.session
      guard let word = call.word("URL") else { return try step.show(.baseURL(session.builder.baseURL)) }
      let text = try step.text(word)
      guard let url = BaseURL(text) else { throw Failure(.setting(.baseURL(text)), at: word.range) }
      if session.options.isSandbox { throw Failure(.setting(.sandboxHasNoOther), at: word.range) }
      if url.origin != session.builder.baseURL.origin, session.builder.token != nil {
        try step.notice(.tokenLeftBehind(from: session.builder.baseURL.origin, to: url.origin))
        step.logout()
      }
      session.builder.baseURL = url
      step.result.changes.append(.baseURL)
    })
}
