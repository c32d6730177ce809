internal import CommandLanguage

extension ShellCommand {
  static let vars = ShellCommand(
    CommandSpec("vars", .session, "List the variables", takesOutput: true),
    run: { call, step in
      let variables = step.session.variables.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value.value) }
      if variables.isEmpty { return try step.notice(.noVariables) }
      try step.show(.variables(variables), call.output)
    })
}
