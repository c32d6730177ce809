/// Reads what follows `expect`.
struct ExpectationParser {
  /// What messages show.
  let usage: String

  func parse(_ cursor: inout TokenCursor) throws(SyntaxError) -> Expectation {
    var isNegated = false
    if cursor.currentWord?.bareText == "not" {
      isNegated = true
      cursor.advance()
    }
    let word = try cursor.word("what is expected", advice: "usage: \(usage)")
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
        return .count(Located(path, start..<start + path.utf8.count))
      }
      guard let path = word.rawText, !path.begins(with: "{") else {
        throw SyntaxError(.unknownSubject(usage: usage), at: word.range)
      }
      let all = cursor.currentWord?.bareText == "all"
      if all { cursor.advance() }
      return .path(Located(path, word.range), all: all)
    }
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
    let takesPlainValue: Bool =
      switch subject {
      case .status: true
      case .path(_, let all): all
      case .time, .header, .count: false
      }
    guard takesPlainValue else { throw SyntaxError(.missingComparison, at: sign.range) }
    cursor.advance()
    return (.equal, sign)
  }
}
