import Terminal
import Testing

@Suite struct TableTests {
  private let table = Table(
    columns: [.init("id"), .init("title"), .init("n", isNumeric: true)],
    rows: [["1", "a long title that does not fit", "5"], ["22", "日本語", "1000"]])

  @Test("Cells stand below each other by what is seen of them")
  func layout() {
    #expect(
      table.lines(width: 80).map(\.text) == [
        "id  title                              n", "1   a long title that does not fit     5",
        "22  日本語                          1000",
      ])
  }

  @Test("What does not fit is cut from the widest column", arguments: [12, 20, 30, 40])
  func fitting(width: Int) {
    for line in table.lines(width: width) { #expect(DisplayWidth.of(line.text) <= width) }
    #expect(table.lines(width: 20)[1].text.contains("…"))
  }

  @Test("Tab-separated values escape what would break them")
  func tabs() {
    let table = Table(columns: [.init("a")], rows: [["x\ty\nz\\"]])
    #expect(table.tabSeparated == "a\nx\\ty\\nz\\\\\n")
  }

  @Test("Text from elsewhere cannot act on the terminal")
  func safety() {
    #expect(SafeText.of("a\u{1B}[2J\u{202E}é\n") == "a\\u001b[2J\\u202eé\\u000a")
    #expect(SafeText.of("a\nb\t", keepsLines: true) == "a\nb\t")
    #expect(Palette.colored.paint(StyledText("x", .failure)) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(Palette.plain.paint(StyledText("x", .failure)) == "x")
  }

  @Test("A long table is given up when nobody waits for it any longer")
  func cancelled() {
    let table = Table(columns: [.init("a")], rows: (0..<5000).map { [StyledText("\($0)")] })
    #expect(table.lines(width: 80, isCancelled: { true }) == nil)
    var looks = 0
    let lines = table.lines(width: 80) {
      looks += 1
      return looks > 8
    }
    #expect(lines == nil)
    #expect(table.lines(width: 80, isCancelled: { false })?.count == 5001)
  }
}
