internal import CommandLanguage
internal import JSONText

extension ShellCommand {
  static let diff = ShellCommand(
    CommandSpec(
      "diff", .looking, "Compare two variables or @files",
      arguments: [ArgumentSpec("A", .value), ArgumentSpec("B", .value)],
      options: [
        OptionSpec("--ignore", ArgumentSpec("JSONPATH", .jsonPath), repeats: true, summary: "leave out what it finds")
      ], takesOutput: true,
      details: [.init("A, B", "$variables or @files")], examples: ["diff $before $after --ignore $.updated_at"]),
    run: { call, step in
      let ignored = try call.options.compactMap(\.value).map { word in
        try JSONQuery.parse(try word.rawText ?? step.text(word), at: word.range)
      }
      guard let first = call.word("A"), let second = call.word("B") else { return }
      let (old, new) = (try step.operand(first), try step.operand(second))
      let changes = try JSONQuery.located("", at: first.range) { () throws(JSONPathError) in
        try JSONDiff.between(old, new, ignoring: ignored) { step.wasInterrupted }
      }
      try step.show(.changes(changes), call.output)
      if changes.isEmpty { try step.notice(.noDifference) }
    })
}

extension StepContext {
  /// One of two things to compare: a variable, or a file.
  fileprivate func operand(_ word: Word) throws(Failure) -> JSONValue {
    if word.isFile { return try json(inFile: word.fileName) }
    guard let value = try resolver.wholeValue(word) else { throw Failure(.diffOperand, at: word.range) }
    return value
  }
}
