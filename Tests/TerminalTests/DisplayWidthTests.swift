import Terminal
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    "Text takes the columns that a terminal gives it",
    arguments: [
      ("", 0), ("felt", 4), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾊﾝ", 2), ("ＡＢ", 4), ("한국", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👩\u{200D}👩\u{200D}👧", 2), ("👍🏽", 2), ("❤\u{FE0F}", 2), ("❤", 1),
      ("🇫🇷", 2), ("1\u{FE0F}\u{20E3}", 2), ("\u{1B}[0m", 3), ("a\tb\r\n", 2), ("\u{AD}", 1), ("\u{200B}", 0), ("क्षि", 3),
      ("…", 1), ("—", 1), ("\u{2028}", 0), ("👩🔬", 4), ("\u{FEFF}x", 1),
    ])
  func widths(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("Text is cut before the column it may not reach, never within a character")
  func truncation() {
    #expect(DisplayWidth.truncate("Flood zones", to: 11) == "Flood zones")
    #expect(DisplayWidth.truncate("Flood zones", to: 10) == "Flood zon…")
    #expect(DisplayWidth.truncate("日本語", to: 4) == "日…")
    #expect(DisplayWidth.truncate("日本語", to: 1) == "…")
    #expect(DisplayWidth.truncate("日本語", to: 0) == "")
    #expect(DisplayWidth.truncate("日本語", to: -1) == "")
    #expect(DisplayWidth.pad("日", to: 4) == "日  ")
    #expect(DisplayWidth.pad("felt", to: 2) == "felt")
  }
}
