internal import CommandLanguage

extension ShellCommand {
  static let table = ShellCommand(
    CommandSpec(
      "table", .looking, "Show the last response as a table",
      arguments: [
        ArgumentSpec("COLUMNS", .columns, isOptional: true), ArgumentSpec("@FILE", .jsonFile, isOptional: true),
      ], takesOutput: true,
      details: [
        .init("table title,id", "the columns: names or JSONPaths, with commas between them"),
        .init("table --csv title,id", "as CSV"),
      ], examples: ["table", "table name,id"]),
    run: { call, step in
      var call = call
      if call.output.format == nil, let format = step.table.formats.first(where: { $0.option.name == "--table" }) {
        call.output.format = .init(format)
      }
      if let columns = call.word("COLUMNS"), call.output.format?.argument == nil {
        call.output.format?.argument = columns
      }
      try step.show(call, path: nil)
    })
}
