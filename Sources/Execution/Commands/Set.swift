internal import CommandLanguage
internal import JSONText
internal import Platform

extension ShellCommand {
  static let set = ShellCommand(
    CommandSpec(
      "set", .session, "Set a variable", arguments: [ArgumentSpec("NAME=VALUE", .assignment)], effect: .session,
      recording: .verbatim,
      details: [
        .init("set city=Oslo  set n:=3", "a text; a JSON value"),
        .init("set style:=@style.json", "what a file holds"),
        .init("$map.id  $map.layers[0].name", "reaches into a variable, by JSONPath"),
        .init("${city:-Bergen}", "with a value for when there is none"),
        .init("--var city=Oslo", "from the command line"),
      ], examples: ["set city=Oslo", "set bounds:=[5.1, 60.3]"]),
    run: { call, step in
      guard case .assignment(let name, let value)? = call.arguments.first?.value else { return }
      let resolved = try step.value(value)
      step.set(name.text, resolved, isSecret: step.resolver.holdsSecret)
    })
}

extension StepContext {
  fileprivate func value(_ value: FieldValue) throws -> Variable.Value {
    switch value {
    case .text(let word): return try resolver.wholeValue(word).map { .json($0) } ?? .text(try text(word))
    case .json(let word):
      if let whole = try resolver.wholeValue(word) { return .json(whole) }
      do { return .json(try JSONValue(parsing: Array(try text(word).utf8))) } catch let error as JSONError {
        throw Failure(.malformedJSON(error.description), at: word.range)
      }
    case .textFile(let word):
      return .text(
        try contents(of: word) { path throws(FileError) in
          try FileReader.text(of: path, limit: session.maximumBody)
        })
    case .jsonFile(let word): return .json(try json(inFile: word))
    }
  }
}
