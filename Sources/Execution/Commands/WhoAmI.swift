internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let whoami = ShellCommand(
    CommandSpec(
      "whoami", .session, "Show whose token this is", takesOutput: true, effect: .reads, recording: .verbatim,
      isEssential: true),
    run: { call, step in
      guard let operation = Catalogue.operation(named: "show_current_user") else { return }
      var line = RequestLine(verb: .operation(operation), verbRange: call.nameRange, arguments: [])
      line.output = call.output
      try step.request(line)
    })
}
