internal import CommandLanguage
internal import FeltAPI

extension ShellCommand {
  static let unset = ShellCommand(
    CommandSpec(
      "unset", .session, "Forget variables", arguments: [ArgumentSpec("NAME", .variable, repeats: true)],
      effect: .session, recording: .verbatim),
    run: { call, step in
      for word in call.words("NAME") {
        let name = word.text ?? ""
        guard step.session.variables.removeValue(forKey: name) != nil else {
          let near = Suggestion.nearest(to: name, in: step.session.variables.keys.sorted())
          throw Failure(.unknownName(kind: "variable", name, suggestion: near), at: word.range)
        }
        step.result.changes.append(.unset(name: name))
      }
    })
}
