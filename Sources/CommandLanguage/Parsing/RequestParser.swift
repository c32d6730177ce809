internal import FeltAPI
internal import HTTPTypes

/// Reads what follows a method or the name of an operation.
struct RequestParser {
  private let table: CommandTable

  init(_ table: CommandTable) {
    self.table = table
  }

  func parse(
    _ verb: RequestLine.Verb, at verbRange: SourceRange, _ cursor: inout TokenCursor
  ) throws(SyntaxError) -> RequestLine {
    var line = RequestLine(verb: verb, verbRange: verbRange, arguments: [])
    switch verb {
    case .method(let method):
      let path = try cursor.word(
        "a path", advice: "such as \(method.rawValue.lowercased()) /user; help lists what there is")
      if path.isShortOption {
        throw SyntaxError(.unknownOption(path.text ?? "", known: table.outputOptions.map(\.name)), at: path.range)
      }
      line.arguments = [path]
    case .operation(let operation):
      for _ in operation.path.parameterNames {
        guard let word = cursor.currentWord, !word.isOption, !word.isBody, !ItemParser.isItem(word) || word.isAddress
        else { break }
        line.arguments.append(word)
        cursor.advance()
      }
    }
    // The word behind which a text without quotes may go on; of the path that is seldom asked.
    var text: Word?
    var isPath = true
    while let token = cursor.current {
      switch token {
      case .word(let word) where word.isOption:
        cursor.advance()
        try option(word, &cursor, &line.output)
        (text, isPath) = (nil, false)
      case .word(let word):
        do { line.items.append(try ItemParser.parse(word)) } catch {
          if isPath { text = line.unfinishedTitle }
          throw error.reason == .notAnItem ? text.flatMap { UnquotedText.error($0, cursor.words) } ?? error : error
        }
        cursor.advance()
        (text, isPath) = (word, false)
      case .heredoc(let delimiter, let text, let range):
        cursor.advance()
        line.items.append(Item(.body(.heredoc(delimiter: delimiter, text: text)), range: range))
      case .redirection, .pipe:
        try output(&cursor, &line.output)
      case .foreign(_, let range):
        throw SyntaxError(.notAnItem, at: range)
      }
    }
    try checkBodies(line.items)
    return line
  }

  /// `> FILE`, `>> FILE` or `| PROGRAM`.
  func output(_ cursor: inout TokenCursor, _ output: inout OutputOptions) throws(SyntaxError) {
    guard let token = cursor.current else { return }
    cursor.advance()
    if output.destination != nil || output.program != nil { throw SyntaxError(.secondDestination, at: token.range) }
    switch token {
    case .redirection(let appends, _):
      output.destination = .init(appends: appends, file: try cursor.word("a file", advice: "as in > out.json"))
    case .pipe(let program, let range):
      if program.isEmpty {
        throw SyntaxError(.missing("a program", advice: "as in | jq ."), at: range.upperBound..<range.upperBound)
      }
      output.program = Located(program, range)
    case .word, .heredoc, .foreign: break
    }
  }

  /// Reads an option that says what happens with the response.
  ///
  /// - Parameter others: options of the command itself, for the message about one that doesn't exist.
  func option(
    _ word: Word, _ cursor: inout TokenCursor, _ output: inout OutputOptions, besides others: [String] = []
  ) throws(SyntaxError) {
    let name = word.bareText ?? ""
    if let format = table.format(named: name) {
      output.format = .init(format, argument: formatArgument(format, &cursor))
      return
    }
    guard let spec = OutputOptions.specs.first(where: { $0.name == name }) else {
      let known = others + table.outputOptions.map(\.name)
      throw SyntaxError(.unknownOption(word.text ?? "of that name", known: known), at: word.range)
    }
    guard let argument = spec.value else { return output.take(name, nil) }
    let value = try cursor.word(
      argument.kind == .jsonPath ? "a JSONPath" : argument.name, advice: "usage: \(spec.usage)")
    if case .choice(let words) = argument.kind, let text = value.text, !words.contains(text) {
      throw SyntaxError(.unknownChoice(text, choices: words), at: value.range)
    }
    output.take(name, value)
  }

  /// What follows a format's option, where it can't be anything else.
  private func formatArgument(_ format: OutputFormat, _ cursor: inout TokenCursor) -> Word? {
    guard format.option.value != nil, let next = cursor.currentWord, !next.isOption, !next.isBody,
      !ItemParser.isItem(next) || next.rawText != nil
    else { return nil }
    cursor.advance()
    return next
  }

  private func checkBodies(_ items: [Item]) throws(SyntaxError) {
    let bodies = items.filter { if case .body = $0.kind { true } else { false } }
    if bodies.count > 1 { throw SyntaxError(.secondBody, at: bodies[1].range) }
    guard let body = bodies.first,
      let field = items.first(where: { if case .field = $0.kind { true } else { false } })
    else { return }
    let range =
      max(body.range.lowerBound, field.range.lowerBound)..<max(body.range.upperBound, field.range.upperBound)
    throw SyntaxError(.fieldBesideBody, at: range)
  }
}

extension Word {
  /// Whether it is a URL, whose `:` and `=` make no item of it.
  var isAddress: Bool {
    if case .bare(let text)? = parts.first?.kind {
      text.contains("://") && !text.prefix { $0 != ":" }.contains("=")
    } else {
      false
    }
  }
}
