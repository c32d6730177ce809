internal import FeltAPI

/// Reads `alias` and `unalias`.
enum AliasParser {
  private static let usage = "alias NAME='WORDS…', alias NAME, or alias alone"

  static let alias: SessionCommandParser.Parse = { cursor throws(SyntaxError) in
    guard let word = cursor.nextWord() else {
      try cursor.finish(usage)
      return .alias(.list)
    }
    try cursor.finish(usage)
    return .alias(try command(word))
  }

  private static func command(_ word: Word) throws(SyntaxError) -> AliasCommand {
    guard ItemParser.isItem(word) else { return .show(Located(word.text ?? "", word.range)) }
    let item = try ItemParser.parse(word)
    guard case .field(let path, .text(let words)) = item.kind, path.count == 1, case .name(let name) = path[0] else {
      throw SyntaxError("this makes no alias", at: word.range, advice: "usage: \(usage)")
    }
    return .define(name: Located(name, item.keyRange), words: words)
  }

  static let unalias: SessionCommandParser.Parse = { cursor throws(SyntaxError) in
    var names: [Located] = []
    repeat {
      let word = try cursor.word("an alias", advice: "usage: unalias NAME...")
      names.append(Located(word.text ?? "", word.range))
    } while cursor.current != nil
    return .unalias(names)
  }
}
