import CommandLanguage
import TestSupport
import Testing

@Suite struct ContinuationTests {
  /// What is open after each line.
  private func openings(_ lines: [String]) -> [SyntaxError.Opening?] {
    var scanner = ContinuationScanner(testTable)
    return lines.map { scanner.opening(after: $0) }
  }

  @Test(
    "What is open is known after each line",
    arguments: [
      (["get /u"], [nil]), (["post /m {", "\"a\": 1", "}"], [.bracket("{"), .bracket("{"), nil]),
      (["get 'a", "b'"], [.quote("'"), nil]), (["get \"a", "", "b\""], [.quote("\""), .quote("\""), nil]),
      (["get \\", "/u"], [.line, nil]), (["get \\", "/u \\", "a==b"], [.line, .line, nil]),
      (["post /m <<E", "{", "'", " E", "E"], [.heredoc("E"), .heredoc("E"), .heredoc("E"), .heredoc("E"), nil]),
      (["post /m <<E\r", "x\r", "E\r"], [.heredoc("E"), .heredoc("E"), nil]),
      (["post /m <<A <<B", "A", "B"], [.heredoc("A"), .heredoc("B"), nil]),
      (["post /m [", "'"], [.bracket("["), .bracket("[")]),
      (["import curl -d 'a", "b' \\", "c"], [.quote("'"), .line, nil]),
      (["# 'a {", "get /u"], [nil, nil]), ([""], [nil]), (["gte '", "'"], [.quote("'"), nil]),
      (["post /m <<E {"], [.bracket("{")]),
    ] as [([String], [SyntaxError.Opening?])])
  func openings(lines: [String], expected: [SyntaxError.Opening?]) {
    #expect(openings(lines) == expected)
  }

  @Test(
    "A mistake that no line can mend is not waited for",
    arguments: ["post /m {}x", "get /u --nope", "get $1 ]", "post /m <<"])
  func hopeless(line: String) {
    #expect(openings([line]) == [nil])
  }

  @Test("Taking lines one by one and reading the text so far agree, whatever the lines are")
  func agreement() {
    var random = SeededRandom(11)
    let lines = [
      "get /u", "post /m {", "}", "\"a\": [", "]", "'", "\"", "get \\", "post /m <<E", "E", "# it's", "", "x='", "a=b",
      "import curl 'x", "${", "expect $.a[",
    ]
    var openCases = 0
    for _ in 0..<800 {
      var scanner = ContinuationScanner(testTable)
      var text = ""
      for _ in 0..<(1 + random.below(6)) {
        let line = random.one(of: lines)
        text += text.isEmpty ? line : "\n" + line
        let open = scanner.opening(after: line)
        #expect((open != nil) == needsMoreInput(text), "\(text.debugDescription)")
        if open == nil { break }
        openCases += 1
      }
    }
    #expect(openCases > 400)
  }

  @Test("A long command is known to be complete after its last line")
  func longCommand() {
    let body = (0..<1_500).map { "\"field\($0)\": \"a value of some length\"," }.joined(separator: "\n")
    var scanner = ContinuationScanner(testTable)
    var opening: SyntaxError.Opening?
    let lines = "post /maps {\n\(body)\n\"title\": \"A\"}".split(separator: "\n")
    for (index, line) in lines.enumerated() {
      opening = scanner.opening(after: String(line), isLast: index == lines.count - 1)
      if index == lines.count / 2 { #expect(opening == .bracket("{")) }
    }
    #expect(opening == nil)
  }
}
