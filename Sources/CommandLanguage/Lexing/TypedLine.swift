/// A command that is being typed, as far as its words tell, whatever is wrong with them: what completion and hints
/// read.
package struct TypedLine {
  /// The words in front of the cursor's, as they were typed; `>` and `>>` are words of their own.
  package private(set) var before: [String] = []
  /// The word at the cursor, as it was typed; empty between words.
  package private(set) var current = ""
  /// The word at the cursor, in bytes of the line.
  package private(set) var range: SourceRange
  /// Whether the cursor is in a comment, a heredoc or another program's text, which is not completed.
  package let isForeign: Bool

  /// - Parameter bytes: the line up to the cursor.
  package init(_ bytes: [UInt8], table: CommandTable) {
    let (tokens, isForeign) = Lexer.glance(bytes, table: table)
    self.isForeign = isForeign
    range = bytes.count..<bytes.count
    for token in tokens {
      let text = String(decoding: bytes[token.range], as: UTF8.self)
      let isOperator = if case .redirection = token { true } else { false }
      if !isOperator, token.range.upperBound == bytes.count {
        (current, range) = (text, token.range)
      } else {
        before.append(text)
      }
    }
  }

  /// The command's word and what follows it, without the variable that keeps the response.
  package var command: (verb: String, arguments: ArraySlice<String>)? {
    let words = before.count > 1 && before[1] == "=" ? before.dropFirst(2) : before[...]
    return words.first.map { ($0, words.dropFirst()) }
  }

  /// What a word means that may have an open quote: without quotes and backslashes, variables as they stand.
  package static func meaning(_ typed: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in typed.unicodeScalars {
      if isEscaped {
        result.append(scalar)
        isEscaped = false
      } else if scalar == "\\", quote != "'" {
        isEscaped = true
      } else if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "'" || scalar == "\"" {
        quote = scalar
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
