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
      values.count == 1 ? values[0] : .array(values), columns: context.argument,
      isColored: context.traits.palette.isColored)
    guard context.isForPerson else { return try context.write(Array(table.tabSeparated.utf8)) }
    try context.print(table.lines(width: context.traits.width))
  }
}
