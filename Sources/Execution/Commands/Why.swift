internal import CommandLanguage

extension ShellCommand {
  static let why = ShellCommand(
    CommandSpec("why", .looking, "Show each part of the last request and where it came from", takesOutput: true),
    run: { call, step in
      let last = try step.lastExchange()
      try step.show(.explanation(RequestExplanation(request: last.request, origins: last.origins)), call.output)
    })
}
