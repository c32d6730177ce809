internal import CommandLanguage

extension ShellCommand {
  static let printLocation = ShellCommand(
    CommandSpec("pwd", .looking, "Show where you are", takesOutput: true),
    run: { call, step in
      let session = step.session
      try step.show(.location(path: session.path, titles: session.locations.map(\.title)), call.output)
    })
}
