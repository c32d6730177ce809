import CommandLanguage
import FeltAPI
import HTTPTypes

/// What a word is made of, on one line: bare text as it is, `'quoted'`, `<raw>`, `{variable}`.
func describe(_ word: Word) -> String {
  word.parts.map { part in
    switch part.kind {
    case .bare(let text): text
    case .quoted(let text): "'\(text)'"
    case .raw(let text): "<\(text)>"
    case .variable(let reference): describe(reference)
    }
  }.joined()
}

func describe(_ reference: VariableReference) -> String {
  "{\(reference.name)\(reference.query)\(reference.defaultText.map { "|" + $0 } ?? "")}"
}

/// An item without its place.
func describe(_ kind: Item.Kind) -> String {
  switch kind {
  case .field(let path, .text(let word)): "field \(path.typed) text \(describe(word))"
  case .field(let path, .json(let word)): "field \(path.typed) json \(describe(word))"
  case .field(let path, .textFile(let word)): "field \(path.typed) text of \(describe(word))"
  case .field(let path, .jsonFile(let word)): "field \(path.typed) json of \(describe(word))"
  case .query(let name, let word): "query \(name) \(describe(word))"
  case .header(let name, let word): "header \(name) \(describe(word))"
  case .body(.json(let text)): "body \(text)"
  case .body(.file(let word)): "body of \(describe(word))"
  case .body(.heredoc(let delimiter, let text)): "body <<\(delimiter) \(text)"
  case .body(.variable(let reference)): "body \(describe(reference))"
  }
}

/// A call without the places of its parts: its name, each argument with its name, and its options.
func describe(_ call: CommandCall) -> String {
  var words = [call.name]
  for argument in call.arguments {
    let value =
      switch argument.value {
      case .word(let word): (argument.isFile ? "file " : "") + describe(word)
      case .assignment(let name, let value):
        describe(.field([.name(name.text)], value)).replacing(
          "field \(name.text)", with: "\(name.text) is", maxReplacements: 1)
      case .aliasDefinition(let name, let words): "\(name.text) for \(words.map { describe($0) } ?? "nothing")"
      case .expectation(let expectation): "expectation \(describe(expectation))"
      case .item(let item): describe(item.kind)
      case .request(let line): describe(line)
      case .foreign(let text): "foreign \(text.text)"
      }
    words.append("(\(argument.name): \(value))")
  }
  for option in call.options { words.append(option.name + (option.value.map { "=" + describe($0) } ?? "")) }
  return (words + describe(call.output)).joined(separator: " ")
}

func describe(_ expectation: Expectation) -> String {
  let subject =
    switch expectation.subject {
    case .status: "status"
    case .time: "time"
    case .header(let name): "header \(name.text)"
    case .path(let path, let all): "\(path.text)\(all ? " all" : "")"
    case .count(let path): "count \(path.text)"
    }
  return (expectation.isNegated ? "not " : "") + subject + " " + expectation.comparison.rawValue
    + (expectation.value.map { " " + describe($0) } ?? "")
}

/// A request without the places of its parts.
func describe(_ line: RequestLine) -> String {
  let verb: String = if case .operation(let operation) = line.verb { operation.name } else { line.method.rawValue }
  let words = [verb] + line.arguments.map { describe($0) } + line.items.map { describe($0.kind) }
  return (words + describe(line.output)).joined(separator: " ")
}

func describe(_ output: OutputOptions) -> [String] {
  var words: [String] = []
  if let select = output.select { words.append("select \(describe(select))") }
  if let format = output.format {
    words.append(format.format.option.name + (format.argument.map { "=" + describe($0) } ?? ""))
  }
  if output.showsHeaders { words.append("headers") }
  if output.isDryRun { words.append("dry") }
  if output.skipsValidation { words.append("unchecked") }
  if let tool = output.exportFormat { words.append("as \(tool.text)") }
  if let target = output.destination {
    words.append("\(target.appends ? "append" : "replace") \(describe(target.file))")
  }
  if let program = output.program { words.append("program \(program.text)") }
  return words
}

/// A command without the places of its parts.
func describe(_ command: Command) -> String {
  let action =
    switch command.action {
    case .nothing: "nothing"
    case .request(let line, let variable): (variable.map { "\($0.text) = " } ?? "") + describe(line)
    case .call(let call): describe(call)
    }
  return action + (command.comment.map { " #" + $0 } ?? "")
}
