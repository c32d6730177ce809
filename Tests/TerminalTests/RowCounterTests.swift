import Terminal
import Testing

@Suite struct RowCounterTests {
  @Test(
    "Rows are counted as a terminal breaks lines",
    arguments: [
      ("", 0), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("0123456789", 1), ("0123456789a", 2), ("0123456789\n", 1),
      ("\u{1B}[34m0123456789\u{1B}[0m\n", 1), ("ääääääääää", 1), ("漢漢漢漢漢", 1), ("漢漢漢漢漢漢", 2), ("🌍🌍🌍🌍🌍 ", 2),
    ])
  func rows(text: String, expected: Int) {
    var whole = RowCounter(width: 10)
    whole.add(text.utf8)
    #expect(whole.rows == expected)
    var pieces = RowCounter(width: 10)
    for byte in text.utf8 { pieces.add([byte]) }
    #expect(pieces.rows == expected)
  }
}
