internal import CommandLanguage

extension ShellCommand {
  static let color = ShellCommand(
    CommandSpec(
      "color", .session, "Show or set when colour is used",
      arguments: [.choice("auto", "always", "never", isOptional: true)], effect: .session),
    run: { call, step in
      guard
        let word = call.arguments.first.flatMap({ argument in
          if case .word(let word) = argument.value { word } else { nil }
        })
      else { return try step.notice(.colorChoices) }
      step.session.color = ColorMode(rawValue: word.text ?? "") ?? .auto
    })
}
