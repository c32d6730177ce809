internal import FeltAPI
internal import HTTPTypes

/// Writes a command so that reading it gives the same command.
package enum CommandPrinter {
  /// The command as it can be typed, on as many lines as it needs.
  package static func print(_ command: Command) -> String {
    let (text, heredoc) = print(command.action)
    let comment = command.comment.map { (text.isEmpty ? "#" : "  #") + $0 } ?? ""
    return text + comment + (heredoc.map { "\n" + $0 } ?? "")
  }

  private static func print(_ action: Command.Action) -> (text: String, heredoc: String?) {
    switch action {
    case .nothing: return ("", nil)
    case .request(let line, let variable):
      let (text, heredoc) = print(line)
      return ((variable.map { "\($0.text) = " } ?? "") + text, heredoc)
    case .call(let call):
      var words = (call.variable.map { [$0.text, "="] } ?? []) + [call.name]
      var heredoc: String?
      for argument in call.arguments {
        let (text, lines) = print(argument)
        words += (argument.leadingWord.map { [$0] } ?? []) + [text]
        heredoc = lines ?? heredoc
      }
      for option in call.options { words += [option.name] + (option.value.map { [$0.printed] } ?? []) }
      return ((words + call.output.printed).joined(separator: " "), heredoc)
    }
  }

  private static func print(_ argument: CommandCall.Argument) -> (text: String, heredoc: String?) {
    switch argument.value {
    case .word(let word): (argument.isFile ? "@" + word.printed : word.printed, nil)
    case .assignment(let name, let value): (name.text + print(value), nil)
    case .aliasDefinition(let name, let words):
      (words.map { name.text + "=" + $0.printed } ?? Word.meaning(name.text).printed, nil)
    case .expectation(let expectation): (words(expectation).joined(separator: " "), nil)
    case .item(let item): (print(item), nil)
    case .request(let line): print(line)
    case .foreign(let text): (text.text, nil)
    }
  }

  private static func words(_ expectation: Expectation) -> [String] {
    var words = expectation.isNegated ? ["not"] : []
    switch expectation.subject {
    case .status: words.append("status")
    case .time: words.append("time")
    case .header(let name): words += ["header", Word.meaning(name.text).printed]
    case .path(let path, let all): words += [path.text] + (all ? ["all"] : [])
    case .count(let path): words.append("count(\(path.text))")
    }
    guard let value = expectation.value else { return words }
    let isPlainStatus = expectation.subject == .status && expectation.comparison == .equal
    return words + (isPlainStatus ? [] : [expectation.comparison.rawValue]) + [value.printed]
  }

  // MARK: - Requests

  /// The request, and the lines of its heredoc, which come after everything else on its line.
  private static func print(_ line: RequestLine) -> (text: String, heredoc: String?) {
    var words: [String] =
      switch line.verb {
      case .method(let method): [method.rawValue.lowercased()]
      case .operation(let operation): [operation.name]
      }
    words += line.arguments.map(\.printed)
    var heredoc: String?
    for item in line.items {
      if case .body(.heredoc(let delimiter, let text)) = item.kind { heredoc = text + delimiter }
      words.append(print(item))
    }
    return ((words + line.output.printed).joined(separator: " "), heredoc)
  }

  private static func print(_ item: Item) -> String {
    switch item.kind {
    case .field(let path, let value): key(path) + print(value)
    case .query(let name, let value): key([.name(name)]) + "==" + value.printed
    case .header(let name, let value): key([.name(name)]) + ":" + value.printed
    case .body(.json(let text)): text
    case .body(.file(let word)): "@" + word.printed
    case .body(.variable(let reference)): Word(.variable(reference)).printed
    case .body(.heredoc(let delimiter, _)): "<<" + delimiter
    }
  }

  private static func print(_ value: FieldValue) -> String {
    switch value {
    case .text(let word): "=" + word.printed
    case .json(let word): ":=" + word.printed
    case .textFile(let word): "=@" + word.printed
    case .jsonFile(let word): ":=@" + word.printed
    }
  }

  private static func key(_ path: [BodyField.Key]) -> String {
    guard case .name(let name)? = path.first else { return path.typed }
    let isPlain = name.utf8.allSatisfy { $0.isIdentifierByte || $0 >= 0x80 || "-./".utf8.contains($0) }
    return (isPlain && !name.begins(with: ".") && !name.begins(with: "-") ? name : Word.quote(name))
      + [BodyField.Key](path.dropFirst()).typedInner
  }
}

extension [BodyField.Key] {
  /// Keys that follow another, each in brackets.
  fileprivate var typedInner: String {
    map { key in
      switch key {
      case .name(let name): "[\(name)]"
      case .index(let index): "[\(index)]"
      case .append: "[]"
      }
    }.joined()
  }
}
