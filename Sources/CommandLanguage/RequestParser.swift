internal import FeltAPI
internal import HTTPTypes

/// Reads what follows a method or the name of an operation.
enum RequestParser {
  static func parse(
    _ verb: RequestLine.Verb, at verbRange: SourceRange, _ cursor: inout TokenCursor
  ) throws(SyntaxError) -> RequestLine {
    var line = RequestLine(verb: verb, verbRange: verbRange, arguments: [])
    switch verb {
    case .method(let method):
      let path = try cursor.word(
        "a path", advice: "such as \(method.rawValue.lowercased()) /user; help lists what there is")
      line.arguments = [path]
    case .operation(let operation):
      for _ in operation.path.parameterNames {
        guard let word = cursor.currentWord, !ItemParser.isItem(word), !word.isOption else { break }
        line.arguments.append(word)
        cursor.advance()
      }
    }
    while let token = cursor.current {
      switch token {
      case .word(let word) where word.isOption:
        cursor.advance()
        try option(word, &cursor, &line.output)
      case .word(let word):
        cursor.advance()
        line.items.append(try ItemParser.parse(word))
      case .heredoc(let delimiter, let text, let range):
        cursor.advance()
        line.items.append(Item(.body(.heredoc(delimiter: delimiter, text: text)), range: range))
      case .redirection, .pipe:
        try output(&cursor, &line.output)
      }
    }
    try checkBodies(line.items)
    return line
  }

  /// `> FILE`, `>> FILE` or `| PROGRAM`.
  static func output(_ cursor: inout TokenCursor, _ output: inout OutputOptions) throws(SyntaxError) {
    guard let token = cursor.current else { return }
    cursor.advance()
    if output.destination != nil || output.program != nil {
      throw SyntaxError("the answer can go to one place only", at: token.range)
    }
    switch token {
    case .redirection(let appends, _):
      output.destination = .init(appends: appends, file: try cursor.word("a file"))
    case .pipe(let program, let range):
      if program.isEmpty { throw SyntaxError("a program is missing here", at: range.upperBound..<range.upperBound) }
      output.program = Located(program, range)
    case .word, .heredoc:
      break
    }
  }

  /// Reads an option that speaks of the answer.
  static func option(
    _ word: Word, _ cursor: inout TokenCursor, _ output: inout OutputOptions
  ) throws(SyntaxError) {
    switch word.bareText {
    case "--select": output.select = try cursor.word("a JSONPath", advice: "such as --select $.title")
    case "--table":
      output.isTable = true
      if let next = cursor.currentWord, !next.isOption, !ItemParser.isItem(next), !next.isBody {
        output.columns = next
        cursor.advance()
      }
    case "--raw": output.isRaw = true
    case "--headers": output.showsHeaders = true
    case "--dry-run": output.isDryRun = true
    case "--no-check": output.skipsChecks = true
    case "--as":
      let format = try cursor.word("a format", advice: "one of curl, python, httpie, hurl")
      output.exportFormat = Located(format.text ?? "", format.range)
    default:
      throw SyntaxError(
        "there is no option \(word.text ?? "of that name")", at: word.range,
        advice: "the options of a request: --select --table --raw --headers --dry-run --as --no-check")
    }
  }

  private static func checkBodies(_ items: [Item]) throws(SyntaxError) {
    let bodies = items.filter { if case .body = $0.kind { true } else { false } }
    let fields = items.filter { if case .field = $0.kind { true } else { false } }
    if bodies.count > 1 {
      throw SyntaxError("a request has one body, and this is a second", at: bodies[1].range)
    }
    if let body = bodies.first, let field = fields.first {
      throw SyntaxError(
        "a field beside a whole body",
        at: max(
          body.range.lowerBound, field.range.lowerBound)..<max(
            body.range.upperBound, field.range.upperBound),
        advice: "give the body as a whole or by its fields")
    }
  }
}

extension Word {
  /// Whether it begins as an option does.
  var isOption: Bool {
    if case .bare(let text)? = parts.first?.kind { text.hasPrefix("--") } else { false }
  }

  /// Whether it can only be a body.
  var isBody: Bool {
    if let raw = rawText { return raw.hasPrefix("{") || raw.hasPrefix("[") }
    if case .bare(let text)? = parts.first?.kind { return text.hasPrefix("@") }
    return false
  }
}
