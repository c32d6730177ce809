/// Reads what follows `expect`.
enum ExpectationParser {
  static let usage =
    "expect [not] status 200 | $.path == VALUE | header NAME contains TEXT | time < 2s | count($.path) >= 2"

  static func parse(_ cursor: inout TokenCursor) throws(SyntaxError) -> Expectation {
    var isNegated = false
    if cursor.currentWord?.bareText == "not" {
      isNegated = true
      cursor.advance()
    }
    let word = try cursor.word("what is expected", advice: "usage: \(usage)")
    let subject: Expectation.Subject
    switch word.bareText {
    case "status": subject = .status
    case "time": subject = .time
    case "header":
      let name = try cursor.word("a header's name")
      subject = .header(Located(name.text ?? "", name.range))
    default:
      if let text = word.rawText, text.hasPrefix("count("), text.hasSuffix(")") {
        let path = String(text.dropFirst(6).dropLast())
        let start = word.range.lowerBound + 6
        subject = .count(Located(path, start..<start + path.utf8.count))
        break
      }
      guard let path = word.rawText, !path.hasPrefix("{") else {
        throw SyntaxError("nothing of that name can be expected", at: word.range, advice: "usage: \(usage)")
      }
      var all = false
      if cursor.currentWord?.bareText == "all" {
        all = true
        cursor.advance()
      }
      subject = .path(Located(path, word.range), all: all)
    }
    let (comparison, value) = try comparison(of: subject, &cursor)
    try cursor.finish(usage)
    return Expectation(isNegated: isNegated, subject: subject, comparison: comparison, value: value)
  }

  private static func comparison(
    of subject: Expectation.Subject, _ cursor: inout TokenCursor
  ) throws(SyntaxError) -> (Expectation.Comparison, Word?) {
    let isStatus: Bool = if case .status = subject { true } else { false }
    guard let sign = cursor.currentWord else {
      if isStatus { _ = try cursor.word("a status", advice: "such as expect status 200") }
      return (.exists, nil)
    }
    if let comparison = sign.bareText.flatMap(Expectation.Comparison.init(rawValue:)) {
      cursor.advance()
      if comparison == .exists { return (.exists, nil) }
      return (comparison, try cursor.word("a value"))
    }
    let takesPlainValue: Bool =
      switch subject {
      case .status: true
      case .path(_, let all): all
      case .time, .header, .count: false
      }
    guard takesPlainValue else {
      throw SyntaxError(
        "a comparison is missing here", at: sign.range, advice: "one of == != < <= > >= contains matches exists")
    }
    cursor.advance()
    return (.equal, sign)
  }
}
