internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let alias = ShellCommand(
    CommandSpec(
      "alias", .session, "List, show or define a shorthand for the start of a command",
      arguments: [ArgumentSpec("NAME[='WORDS…']", .aliasDefinition, isOptional: true)], takesOutput: true,
      effect: .session,
      details: [
        .init("alias m='get /maps'", "m then stands for get /maps at the beginning of a command"),
        .init("m --table", "what follows stays: get /maps --table"),
        .init("alias  alias m", "list them all; show one"), .init("unalias m", "forgets it"),
        .init("", "commands and operations can't be hidden; a recorded script has what the alias stands for"),
      ], examples: ["alias p='get /projects'"]),
    run: { call, step in
      let aliases = step.session.preferences.aliases.definitions
      guard case .aliasDefinition(let name, let words)? = call.arguments.first?.value else {
        if aliases.isEmpty { return try step.notice(.noAliases) }
        let all = aliases.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value.text) }
        return try step.show(.aliases(all), call.output)
      }
      guard let words else {
        guard let definition = aliases[name.text] else { throw step.noAlias(name) }
        return try step.show(.aliases([(name.text, definition.text)]), call.output)
      }
      try step.session.preferences.aliases.define(
        name, as: try step.text(words), at: words.range, source: step.statement.source, table: step.table)
    })

  static let unalias = ShellCommand(
    CommandSpec(
      "unalias", .session, "Forget aliases", arguments: [ArgumentSpec("NAME", .alias, repeats: true)],
      effect: .session),
    run: { call, step in
      for word in call.words("NAME") where !step.session.preferences.aliases.remove(word.text ?? "") {
        throw step.noAlias(Located(word.text ?? "", word.range))
      }
    })
}

extension StepContext {
  fileprivate func noAlias(_ name: Located) -> Failure {
    let near = Suggestion.nearest(to: name.text, in: session.preferences.aliases.definitions.keys.sorted())
    return Failure(.unknownName(kind: "alias", name.text, suggestion: near), at: name.range)
  }
}
