internal import CommandLanguage

extension ShellCommand {
  static let export = ShellCommand(
    CommandSpec(
      "export", .looking, "Write a request for another tool",
      arguments: [
        ArgumentSpec(OutputOptions.exportFormats.joined(separator: "|"), .choice(OutputOptions.exportFormats)),
        ArgumentSpec("REQUEST", .request, isOptional: true),
      ], takesOutput: true,
      details: [
        .init("export curl", "the last request"), .init("export python get /user", "a request that is not sent"),
        .init("$FELT_API_TOKEN", "stands for the token in what is written"),
      ], examples: ["export curl get /user", "export python post /maps title=A"]),
    run: { call, step in
      guard
        let format = call.arguments.first.flatMap({ argument in
          if case .word(let word) = argument.value { Located(word.text ?? "", word.range) } else { nil }
        })
      else { return }
      let output = try step.resolved(call.request?.output ?? call.output)
      guard let line = call.request else {
        return try step.export(try step.lastExchange().request, format, output)
      }
      try step.export(try step.build(try step.resolve(line)), format, output)
    })
}
