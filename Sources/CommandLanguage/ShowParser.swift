/// Reads `show`, `table` and `diff`.
enum ShowParser {
  static func parse(_ cursor: inout TokenCursor, isTable: Bool) throws(SyntaxError) -> ShowCommand {
    var show = ShowCommand()
    show.output.isTable = isTable
    let usage = isTable ? "table [COLUMNS] [@FILE]" : "show [JSONPATH] [@FILE] [--map]"
    while let token = cursor.current {
      switch token {
      case .word(let word) where !isTable && word.bareText == "--map":
        cursor.advance()
        show.isMap = true
      case .word(let word) where word.isOption:
        cursor.advance()
        try RequestParser.option(word, &cursor, &show.output)
      case .word(let word) where word.isFile:
        guard show.file == nil else { throw SyntaxError("one file at a time", at: word.range) }
        cursor.advance()
        show.file = word.droppingFirst(1)
      case .word(let word) where isTable && show.output.columns == nil:
        cursor.advance()
        show.output.columns = word
      case .word(let word) where !isTable && show.path == nil:
        cursor.advance()
        show.path = word
      case .redirection, .pipe:
        try RequestParser.output(&cursor, &show.output)
      default:
        try cursor.finish(usage)
      }
    }
    return show
  }

  static let diff: SessionCommandParser.Parse = { cursor throws(SyntaxError) in
    let usage = "diff A B [--ignore JSONPATH]..., where A and B are $variables or @files"
    let left = try cursor.word("the first of two", advice: "usage: \(usage)")
    let right = try cursor.word("the second of two", advice: "usage: \(usage)")
    var ignoring: [Word] = []
    while cursor.currentWord?.bareText == "--ignore" {
      cursor.advance()
      ignoring.append(try cursor.word("a JSONPath"))
    }
    try cursor.finish(usage)
    return .diff(left, right, ignoring: ignoring)
  }
}

extension Word {
  /// Whether it is `@FILE`.
  package var isFile: Bool {
    if case .bare(let text)? = parts.first?.kind { text.hasPrefix("@") } else { false }
  }

  /// The file's name in `@FILE`.
  package var fileName: Word { droppingFirst(1) }
}
