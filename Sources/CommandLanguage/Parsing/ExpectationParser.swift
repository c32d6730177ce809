/// Reads what follows `expect`.
struct ExpectationParser {
  /// What messages show.
  let usage: String
  var what = "what is expected"

  func parse(_ cursor: inout TokenCursor) throws(SyntaxError) -> Expectation {
    var isNegated = false
    if cursor.currentWord?.bareText == "not" {
      isNegated = true
      cursor.advance()
    }
    let word = try cursor.word(what, advice: "usage: \(usage)")
    let subject = try subject(word, &cursor)
    let (comparison, value) = try comparison(of: subject, &cursor)
    try cursor.finish(usage)
    return Expectation(isNegated: isNegated, subject: subject, comparison: comparison, value: value)
  }

  private func subject(_ word: Word, _ cursor: inout TokenCursor) throws(SyntaxError) -> Expectation.Subject {
    switch word.bareText {
    case "status": return .status
    case "time": return .time
    case "header":
      let name = try cursor.word("the name of a header", advice: "as in expect header content-type contains json")
      return .header(Located(name.text ?? "", name.range))
    default:
      if let text = word.rawText, text.hasPrefix("count("), text.hasSuffix(")") {
        let path = String(text.dropFirst(6).dropLast())
        let start = word.range.lowerBound + 6
        if let reference = VariableReference(parsing: path) {
          return .valueCount(reference, start..<start + path.utf8.count)
        }
        return .count(Located(path, start..<start + path.utf8.count))
      }
      if let reference = word.variable { return .value(reference, word.range, all: takeAll(&cursor)) }
      guard let path = word.rawText, !path.begins(with: "{") else {
        throw SyntaxError(.unknownSubject(usage: usage), at: word.range)
      }
      return .path(Located(path, word.range), all: takeAll(&cursor))
    }
  }

  private func takeAll(_ cursor: inout TokenCursor) -> Bool {
    let all = cursor.currentWord?.bareText == "all"
    if all { cursor.advance() }
    return all
  }

  private func comparison(
    of subject: Expectation.Subject, _ cursor: inout TokenCursor
  ) throws(SyntaxError) -> (Expectation.Comparison, Word?) {
    guard let sign = cursor.currentWord else {
      if subject == .status { _ = try cursor.word("a status", advice: "such as expect status 200") }
      return (.exists, nil)
    }
    if let comparison = sign.bareText.flatMap(Expectation.Comparison.init(rawValue:)) {
      cursor.advance()
      if comparison == .exists { return (.exists, nil) }
      return (comparison, try cursor.word("a value", advice: "usage: \(usage)"))
    }
    let takesPlainValue = subject == .status || subject.isAll
    guard takesPlainValue else { throw SyntaxError(.missingComparison, at: sign.range) }
    cursor.advance()
    return (.equal, sign)
  }
}

extension VariableReference {
  /// `$map.layers`; nil for a JSONPath, whose `$` has no name.
  fileprivate init?(parsing text: String) {
    guard text.utf8.first == UInt8(ascii: "$"), let start = text.utf8.dropFirst().first, start.isIdentifierStart else {
      return nil
    }
    let name = text.utf8.dropFirst().prefix(while: \.isIdentifierByte)
    self.init(name: String(decoding: name, as: UTF8.self), query: String(text.utf8.dropFirst(1 + name.count)) ?? "")
  }
}
