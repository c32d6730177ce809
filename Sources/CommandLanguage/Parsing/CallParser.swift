internal import FeltAPI

/// Reads what follows a command's name, as its spec says.
struct CallParser {
  let parser: CommandParser
  let spec: CommandSpec

  func parse(_ name: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> CommandCall {
    var call = CommandCall(name: spec.name, nameRange: name.range)
    var remaining = spec.arguments[...]
    while let token = cursor.current {
      switch token {
      case .word(let word) where word.isOption && !(word.isShortOption && remaining.first?.kind == .text):
        try option(word, &cursor, &call)
      case .redirection where spec.takesOutput, .pipe where spec.takesOutput:
        try RequestParser(parser.table).output(&cursor, &call.output)
      case .foreign(let text, let range):
        cursor.advance()
        try take(foreign: text, range, remaining.popFirst(), &call)
      case .word(let word):
        guard let argument = next(&remaining, for: word) else {
          throw title(of: call).flatMap { UnquotedText.error($0, words(cursor)) } ?? unexpected(word.range)
        }
        if argument.leadingWord != nil {
          cursor.advance()
          if cursor.currentWord == nil {
            throw SyntaxError(
              .missing(Self.describe(argument), advice: "usage: \(spec.usage)"), at: cursor.end..<cursor.end)
          }
        }
        let value = try value(argument, &cursor)
        call.arguments.append(
          .init(
            name: argument.name, value: value, isFile: argument.kind == .jsonFile, leadingWord: argument.leadingWord))
      case .redirection, .pipe, .heredoc:
        throw unexpected(token.range)
      }
    }
    let isGiven: (ArgumentSpec) -> Bool = { argument in call.arguments.contains { $0.name == argument.name } }
    if let missing = remaining.first(where: { !$0.isOptional && !isGiven($0) }) {
      let what = (missing.leadingWord.map { $0 + " and " } ?? "") + Self.describe(missing)
      throw SyntaxError(.missing(what, advice: "usage: \(spec.usage)"), at: cursor.end..<cursor.end)
    }
    call.operation = spec.gives?(call)
    return call
  }

  /// The words up to one that begins another argument.
  private func words(_ cursor: TokenCursor) -> [Word] {
    let leads = spec.arguments.compactMap(\.leadingWord)
    return Array(cursor.words.prefix { word in !leads.contains { $0 == word.bareText } })
  }

  /// The last argument, when that is a path or a title.
  private func title(of call: CommandCall) -> Word? {
    guard let last = call.arguments.last, case .word(let word) = last.value,
      let kind = spec.arguments.first(where: { $0.name == last.name })?.kind
    else { return nil }
    return [.location, .page, .resource, .title, .map].contains(kind) ? word : nil
  }

  private func unexpected(_ range: SourceRange) -> SyntaxError {
    SyntaxError(.unexpected(usage: spec.usage), at: range)
  }

  /// The argument that a word is for, or begins; one that repeats stays for the words that follow.
  private func next(_ remaining: inout ArraySlice<ArgumentSpec>, for word: Word) -> ArgumentSpec? {
    let led = word.bareText.flatMap { text in remaining.firstIndex { $0.leadingWord == text } }
    guard let index = led ?? remaining.firstIndex(where: { $0.leadingWord == nil && $0.accepts(word) }) else {
      return nil
    }
    let argument = remaining[index]
    if !argument.repeats { remaining.remove(at: index) }
    return argument
  }

  private func value(_ argument: ArgumentSpec, _ cursor: inout TokenCursor) throws(SyntaxError) -> CommandCall.Value {
    if argument.kind == .expectation { return .expectation(try ExpectationParser(usage: spec.usage).parse(&cursor)) }
    guard let word = cursor.nextWord() else { throw unexpected(cursor.end..<cursor.end) }
    switch argument.kind {
    case .request:
      guard let line = try parser.request(word, &cursor) else {
        let example = argument.leadingWord.map { $0 + " post /maps title=A" } ?? "\(spec.name) curl get /user"
        throw SyntaxError(.notARequest(example: example), at: word.range)
      }
      return .request(line)
    case .choice(let words):
      guard let text = word.bareText, words.contains(text) else {
        throw SyntaxError(.unknownChoice(word.text ?? "", choices: words), at: word.range)
      }
      return .word(word)
    case .assignment: return try assignment(word, cursor.words)
    case .item: return .item(try field(word))
    case .aliasDefinition: return try aliasDefinition(word)
    case .jsonFile: return .word(word.fileName)
    default: return .word(word)
    }
  }

  private func take(
    foreign text: String, _ range: SourceRange, _ argument: ArgumentSpec?, _ call: inout CommandCall
  ) throws(SyntaxError) {
    guard let argument, argument.kind == .foreign else { throw unexpected(range) }
    guard text.drop(while: { $0 == "'" || $0 == "\"" }).hasPrefix("curl") else {
      throw SyntaxError(.notCurl, at: range)
    }
    call.arguments.append(.init(name: argument.name, value: .foreign(Located(text, range))))
  }

  private func option(_ word: Word, _ cursor: inout TokenCursor, _ call: inout CommandCall) throws(SyntaxError) {
    if let option = spec.options.first(where: { $0.name == word.bareText }) {
      cursor.advance()
      let value: Word? =
        if let argument = option.value {
          try cursor.word(Self.describe(argument), advice: "usage: \(spec.usage)")
        } else { nil }
      if option.value?.kind == .duration, let value, let text = value.text {
        _ = try TimeSpan.seconds(text, at: value.range)
      }
      call.options.append(.init(name: option.name, value: value))
      return
    }
    let known = spec.options.map(\.name)
    guard spec.takesOutput else { throw SyntaxError(.unknownOption(word.text ?? "", known: known), at: word.range) }
    cursor.advance()
    try RequestParser(parser.table).option(word, &cursor, &call.output, besides: known)
  }

  /// A field of a body.
  private func field(_ word: Word) throws(SyntaxError) -> Item {
    let item = try ItemParser.parse(word)
    guard case .field = item.kind else { throw unexpected(word.range) }
    return item
  }

  /// `NAME=VALUE` or `NAME:=JSON`.
  ///
  /// - Parameter rest: the words behind it, for the message where spaces stand around the sign.
  private func assignment(_ word: Word, _ rest: [Word]) throws(SyntaxError) -> CommandCall.Value {
    if let name = word.bareText, name.isVariableName {
      let value = rest.drop { $0.bareText == "=" }.first?.text.map { Word.meaning($0).printed }
      throw SyntaxError(.spacedAssignment(name + "=" + (value ?? "…")), at: word.range)
    }
    let item = try ItemParser.parse(word)
    guard case .field(let path, let value) = item.kind, path.count == 1, case .name(let name) = path[0],
      name.isVariableName, name != "_"
    else {
      throw SyntaxError(.notAnAssignment(usage: spec.usage), at: word.range)
    }
    if case .text(let text) = value, text.isUnquotedJSON { throw SyntaxError(.textInPlaceOfJSON(name), at: text.range) }
    return .assignment(name: Located(name, item.keyRange), value)
  }

  private func aliasDefinition(_ word: Word) throws(SyntaxError) -> CommandCall.Value {
    guard ItemParser.isItem(word) else { return .aliasDefinition(name: Located(word.text ?? "", word.range), nil) }
    let item = try ItemParser.parse(word)
    guard case .field(let path, .text(let words)) = item.kind, path.count == 1, case .name(let name) = path[0] else {
      throw SyntaxError(.malformedAliasName, at: word.range)
    }
    return .aliasDefinition(name: Located(name, item.keyRange), words)
  }

  /// What is missing, for a message.
  private static func describe(_ argument: ArgumentSpec) -> String {
    switch argument.kind {
    case .file, .newFile, .script, .dataFile: "a file"
    case .location, .page, .resource: "a path or a title"
    case .map: "a map"
    case .item: "NAME=VALUE"
    case .title: "a title"
    case .duration: "a time such as 30s"
    case .variable: "the name of a variable"
    case .alias: "an alias"
    case .jsonPath: "a JSONPath"
    case .jsonFile: "@FILE"
    case .value: "a $variable or an @file"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .expectation: "what is expected"
    case .request, .requestLine: "a request"
    case .foreign: "a curl command"
    case .assignment: "NAME=VALUE"
    default: argument.name
    }
  }
}

extension ArgumentSpec {
  /// Whether a word can be meant for it, as far as its shape tells.
  fileprivate func accepts(_ word: Word) -> Bool {
    switch kind {
    case .jsonFile: word.isFile
    case .jsonPath, .columns: !word.isFile
    case .item: ItemParser.isItem(word) && !word.isAddress
    case .dataFile: !ItemParser.isItem(word) || word.isAddress
    default: true
    }
  }
}

extension Word {
  /// Whether it looks like JSON with quoted texts in it, and would lose their quotes.
  fileprivate var isUnquotedJSON: Bool {
    guard case .bare(let text)? = parts.first?.kind, text.begins(with: "{") || text.begins(with: "[") else {
      return false
    }
    return parts.contains { if case .quoted = $0.kind { true } else { false } }
  }
}
