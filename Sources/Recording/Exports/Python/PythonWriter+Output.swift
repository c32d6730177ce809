internal import CommandLanguage
internal import Execution
internal import FeltAPI
internal import JSONText

/// What is shown, and what is written into files.
extension PythonWriter {
  /// Refuses what happens with output in the shell alone.
  func checkOutput(_ output: OutputOptions) throws(Failure) {
    if let program = output.program {
      throw Failure(.export(.option("a program that output goes through", .python)), at: program.range)
    }
    if output.isDryRun { throw Failure(.export(.option("--dry-run", .python))) }
    if let format = output.exportFormat { throw Failure(.export(.option("--as", .python)), at: format.range) }
  }

  func show(_ call: CommandCall, _ statement: Statement) throws(Failure) {
    try checkOutput(call.output)
    var output = call.output
    if call.name == "table" {
      output.format = output.format ?? .init(OutputFormat(OptionSpec("--table", summary: "")))
      let argument = output.format?.argument ?? call.word("COLUMNS")
      output.format?.argument = argument
    }
    var values = "[response.json()]"
    var root = "response.json()"
    if let file = call.word("@FILE") {
      root = "\(use("read_json"))(\(try self.file(file)))"
      values = "[\(root)]"
    }
    if let path = call.word("JSONPATH") {
      if let reference = path.variable {
        values = "[\(try value(reference, at: path.range).text)]"
      } else {
        values = try list(try literalPath(path), from: root)
      }
    }
    // The mark stands beside the statement that comes of it.
    let count = lines.count
    try show(values: values, output)
    if lines.count > count {
      let written = lines.removeLast()
      lines.append(written + "  # \(statement.place)")
    }
  }

  /// Writes what the options say of a response.
  ///
  /// - Parameter json: the code of what is in it.
  func show(_ json: String, _ output: OutputOptions) throws(Failure) {
    if output.showsHeaders {
      line("print(\"\\n\".join(f\"{each}: {response.headers[each]}\" for each in response.headers))")
    }
    guard let select = output.select else {
      if output.format == nil || output.format?.format.option.name == "--raw" {
        guard let destination = output.destination else {
          if output.format != nil { line("print(response.text)") }
          return
        }
        return try write("response.content", to: destination)
      }
      return try show(values: "[\(json)]", output)
    }
    try show(values: try list(try literalPath(select), from: json), output)
  }

  /// Writes what the options say of values.
  func show(values: String, _ output: OutputOptions) throws(Failure) {
    let name = output.format?.format.option.name
    let text: String
    switch name {
    case "--csv", "--table":
      var columns = ""
      if let argument = output.format?.argument { columns = ", " + (try self.columns(argument)) }
      if name == "--csv", let destination = output.destination, destination.appends {
        columns += ", after=\(try file(destination.file))"
      }
      text = "\(use(name == "--csv" ? "csv_text" : "table_text"))(\(values)\(columns))"
    case "--raw": text = "\(use("lines"))(\(values), raw=True)"
    case "--map" where output.destination == nil:
      line("# Only feltsh draws maps: this is the JSON.")
      return line("\(use("show"))(*\(values))")
    case nil where output.destination == nil: return line("\(use("show"))(*\(values))")
    default: text = "\(use("lines"))(\(values))"
    }
    guard let destination = output.destination else { return line("print(\(text), end=\"\")") }
    try write(text, to: destination)
  }

  private func write(_ content: String, to destination: OutputOptions.Destination) throws(Failure) {
    let append = destination.appends ? ", append=True" : ""
    line("\(use("write"))(\(try file(destination.file)), \(content)\(append))")
  }

  /// Columns: names with commas between them, or a list of names and paths.
  private func columns(_ word: Word) throws(Failure) -> String {
    guard let text = word.rawText ?? constant(word) else { return try self.text(word) }
    let names = ColumnNames.split(text)
    if names.allSatisfy({ !$0.contains { ".[$".contains($0) } }) { return PythonLiteral.string(text) }
    var columns: [String] = []
    for name in names {
      guard name.contains(where: { ".[$".contains($0) }) else {
        columns.append(PythonLiteral.string(name))
        continue
      }
      let query = try path(name.hasPrefix("$") || name.hasPrefix(".") ? name : "$." + name, at: word.range)
      var path = PythonPath(root: "None")
      let steps = try path.steps(query)
      helpers.formUnion(path.helpers)
      columns.append("(\(([PythonLiteral.string(name)] + steps).joined(separator: ", ")))")
    }
    return "[\(columns.joined(separator: ", "))]"
  }
}
