internal import FeltAPI

/// Words that were meant as one text, and lack its quotes: `cd River survey`, `post /maps title=Flood zones`.
enum UnquotedText {
  /// The error for a word that follows another and can't be anything by itself; nil when they are no text.
  ///
  /// - Parameters:
  ///   - first: the word in front of it.
  ///   - rest: the word, and those behind it.
  static func error(_ first: Word, _ rest: [Word]) -> SyntaxError? {
    // Words on another line are another matter.
    guard rest.first?.range.lowerBound == first.range.upperBound + 1, let text = first.bareText,
      !text.begins(with: "@"), !text.begins(with: "$"), text != "."
    else { return nil }
    let more = rest.prefix { $0.bareText != nil && !$0.isOption && !ItemParser.isItem($0) }.compactMap(\.bareText)
    guard !more.isEmpty, let name = name(of: text) else { return nil }
    let value = ([String(text.dropFirst(name.count))] + more).joined(separator: " ")
    let end = rest[more.count - 1].range.upperBound
    return SyntaxError(.unquotedText(name + Word.doubleQuote(value)), at: first.range.lowerBound..<end)
  }

  /// An item's name with its sign; empty for a text that is not an item, nil for one whose value is not a text.
  private static func name(of text: String) -> String? {
    guard let sign = text.firstIndex(where: { "=:".contains($0) }), !text.contains("://") else { return "" }
    let rest = text[sign...]
    guard !rest.hasPrefix(":="), !rest.hasPrefix("=@") else { return nil }
    return text[..<sign] + String(rest.prefix { "=:".contains($0) })
  }
}

extension TokenCursor {
  /// The words from here on, up to what is not a word.
  var words: [Word] {
    var cursor = self
    var words: [Word] = []
    while let word = cursor.nextWord() { words.append(word) }
    return words
  }
}

extension RequestLine {
  /// The last word of the path, where a title could go on behind it: that of an id, and not of a word of the API.
  var unfinishedTitle: Word? {
    guard case .method = verb, let path = arguments.last?.text else { return arguments.last }
    guard let operation = Catalogue.matches(path).first?.0 else {
      return path.begins(with: "/") ? nil : arguments.last
    }
    if case .parameter? = operation.path.segments.last { return arguments.last }
    return nil
  }
}
