internal import CommandLanguage
internal import Platform

extension ShellCommand {
  static let export = ShellCommand(
    CommandSpec(
      "export", .looking, "Write a request or a script for another tool",
      arguments: [
        ArgumentSpec(OutputOptions.exportFormats.joined(separator: "|"), .choice(OutputOptions.exportFormats)),
        ArgumentSpec("REQUEST", .request, isOptional: true), script,
      ], takesOutput: true,
      details: [
        .init("export curl", "the last request"), .init("export python get /user", "a request that is not sent"),
        .init("export script night.felt python > night.py", "a whole script: a program that needs requests"),
        .init("export script maps.felt http > maps.http", "one without blocks and expectations, for editors"),
        .init("", "what can't be carried over is an error with its line; nothing is left out"),
        .init("$FELT_API_TOKEN", "stands for the token in what is written"),
      ], examples: ["export curl get /user", "export python post /maps title=A"]),
    run: { call, step in
      let formatWord = call.arguments.lazy.compactMap { argument -> Word? in
        if case .word(let word) = argument.value, argument.leadingWord == nil { word } else { nil }
      }.first
      guard let word = formatWord else { return }
      let format = Located(word.text ?? "", word.range)
      let output = try step.resolved(call.request?.output ?? call.output)
      if let file = call.word(script.name) { return try step.exportScript(file, format, call, output) }
      guard let line = call.request else {
        return try step.export(try step.lastExchange().request, format, output)
      }
      try step.export(try step.build(try step.resolve(line)), format, output)
    })

  private static let script = ArgumentSpec("FILE", .script, isOptional: true, after: "script")
}

extension StepContext {
  /// Writes a whole script for another tool, or says everything that can't be carried over.
  fileprivate func exportScript(
    _ word: Word, _ name: Located, _ call: CommandCall, _ output: ResolvedOutput
  ) throws {
    guard let format = ScriptFormat(rawValue: name.text) else {
      let choices = ScriptFormat.allCases.map(\.rawValue)
      throw Failure(SyntaxError(.unknownChoice(name.text, choices: choices), at: name.range))
    }
    if let request = call.request {
      throw Failure(SyntaxError(.unexpected(usage: "export script FILE python|http"), at: request.verbRange))
    }
    let script: Script
    let path = try readableFile(word)
    do throws(FileError) { script = try Script(file: path, table: table) } catch {
      throw Failure(error, at: word.range)
    }
    for error in script.errors { try emit(.unreadable(error)) }
    var problems: [(failure: Failure, statement: Statement)] = []
    for statement in script.statements.withInner {
      if let failure = session.tokenFailure(in: statement, table) { problems.append((failure, statement)) }
    }
    let result = environment.scriptExports.export(script, format) { [table] path, statement in
      guard let file = try? Trust(statement.source).files.readable(path, at: nil) else { return nil }
      return try? Script(file: file, table: table)
    }
    problems += result.problems
    for problem in problems { try emit(.found(problem.failure, problem.statement, isWarning: false)) }
    let count = script.errors.count + problems.count
    guard count == 0 else { throw Failure(.checkFailed(errors: count)) }
    try emit(.output(.text(result.text), output))
  }
}
