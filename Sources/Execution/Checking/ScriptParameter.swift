package import CommandLanguage
internal import FeltAPI

/// A variable that a script takes from the command line, with `--var`.
package struct ScriptParameter: Sendable, Hashable {
  package let name: String
  /// What it is when it is not given; nil where it has to be.
  package let defaultText: String?
  /// What the script says of it.
  package let comment: String?
}

extension Script {
  /// The variables that it takes from the command line, in the order of the text: those that it sets to themselves
  /// (`set map=${map:-…}`), and those that it uses and never sets.
  package func parameters(_ table: CommandTable) -> [ScriptParameter] {
    var result: [ScriptParameter] = []
    var seen: Set<String> = []
    for (index, statement) in statements.enumerated() {
      guard let reference = statement.command.parameter, seen.insert(reference.name).inserted else { continue }
      result.append(
        ScriptParameter(name: reference.name, defaultText: reference.defaultText, comment: comment(on: index)))
    }
    for (reference, _, _) in [self].unsetReferences(known: [], table) where seen.insert(reference.name).inserted {
      result.append(ScriptParameter(name: reference.name, defaultText: reference.defaultText, comment: nil))
    }
    return result
  }

  /// The comment on top, which says what the script is for; a line each.
  package var about: [String] {
    statements.prefix { $0.isComment && ($0.command.comment != nil) }.compactMap { $0.command.comment?.trimmed }
  }

  /// What stands behind a statement, or on the lines above it that are not the comment on top.
  private func comment(on index: Int) -> String? {
    if let comment = statements[index].command.comment { return comment.trimmed }
    var lines: [String] = []
    var place = index
    while place > 0, statements[place - 1].isComment, let comment = statements[place - 1].command.comment,
      statements[place - 1].line == statements[place].line - 1
    {
      lines.insert(comment.trimmed, at: 0)
      place -= 1
    }
    return lines.isEmpty || place == 0 ? nil : lines.joined(separator: " ")
  }
}

extension [Script] {
  /// The first reference to each variable that has no default, and that nothing in the scripts sets.
  ///
  /// - Parameter known: what is set before they run.
  func missingVariables(known: Set<String>, _ table: CommandTable) -> [(failure: Failure, statement: Statement)] {
    var seen: Set<String> = []
    return unsetReferences(known: known, table).compactMap { reference, range, statement in
      guard reference.defaultText == nil, seen.insert(reference.name).inserted else { return nil }
      let near = Suggestion.nearest(to: reference.name, in: known.sorted())
      return (Failure(.undefinedVariable(reference.name, suggestion: near), at: range), statement)
    }
  }

  fileprivate func unsetReferences(
    known: Set<String>, _ table: CommandTable
  ) -> [(reference: VariableReference, range: SourceRange, statement: Statement)] {
    var bound = known.union(["_"])
    var mayRunScript = false
    for script in self {
      script.statements.visit { statement in
        mayRunScript = mayRunScript || statement.command.mayRunScript(table)
        for name in statement.command.boundVariables { bound.insert(name) }
      }
    }
    // What another script sets is known when that has run.
    if mayRunScript { return [] }
    var found: [(reference: VariableReference, range: SourceRange, statement: Statement)] = []
    for script in self {
      script.statements.visit { statement in
        guard statement.block != nil || statement.text.utf8.contains(UInt8(ascii: "$")) else { return }
        for (reference, range) in statement.command.references where !bound.contains(reference.name) {
          let condition = statement.block?.condition ?? statement.command.expectation
          if !(condition?.asksFor(reference) ?? false) { found.append((reference, range, statement)) }
        }
      }
    }
    return found
  }
}

extension Command {
  /// The variable that it sets to itself, from the command line.
  fileprivate var parameter: VariableReference? {
    guard case .call(let call) = action, case .assignment(let name, let value)? = call.arguments.first?.value,
      let reference = value.word.variable, reference.name == name.text, reference.query.isEmpty
    else { return nil }
    return reference
  }

  /// The variables that it sets, to something that doesn't need them.
  fileprivate var boundVariables: [String] {
    parameter.map { $0.defaultText != nil } ?? true ? boundNames : []
  }

  /// Whether it runs another script, whose variables stay.
  fileprivate func mayRunScript(_ table: CommandTable) -> Bool {
    guard case .call(let call) = action, let spec = table.command(named: call.name) else { return false }
    return call.arguments.contains { spec.kind(of: $0) == .script }
  }
}
