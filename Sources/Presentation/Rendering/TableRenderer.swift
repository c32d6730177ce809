internal import CommandLanguage
internal import JSONText
internal import Terminal

extension Renderer {
  /// `--table`: a table on a terminal, tab-separated values elsewhere.
  static let table = Renderer(
    format: OutputFormat(
      OptionSpec("--table", ArgumentSpec("COLUMNS", .columns, isOptional: true), summary: "as a table"))
  ) { values, context in
    let table = try TableBuilder.table(
      values.count == 1 ? values[0] : .array(values), columns: context.argument, context)
    try context.show(table)
  }
}
