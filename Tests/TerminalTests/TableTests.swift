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

@Suite struct FittingTests {
  @Test("An id is never cut, however narrow the screen: titles are", arguments: [20, 40, 60])
  func ids(width: Int) {
    let id = "AbCdEfGhIjKlMnOpQrStUv"
    let table = Table(
      columns: [.init("title"), .init("id", isWhole: true), .init("details")],
      rows: [["A very long title that is cut first", StyledText(id), "completed, point"]])
    let line = table.lines(width: width)[1].text
    #expect(line.contains(id) && line.contains("…"))
    #expect(width < 40 || DisplayWidth.of(line) <= width)
  }

  @Test(
    "Lines break between words, and continue where their first one began",
    arguments: [
      ("a message in words", 10, "a message\nin words"),
      ("  indented by two columns", 12, "  indented\n  by two\n  columns"),
      ("short\nnot short at all", 10, "short\nnot short\nat all"),
      ("see https://felt.com/maps/latest/developers now", 20, "see\nhttps://felt.com/maps/latest/developers\nnow"),
      ("日本語 日本語", 8, "日本語\n日本語"), ("exactly te", 10, "exactly te"),
    ])
  func wrapping(text: String, width: Int, expected: String) {
    #expect(StyledText(text).wrapped(to: width).text == expected)
  }

  @Test("Words keep their roles, and rows of two columns continue in the second")
  func roles() {
    let row = StyledText("  ls    ", .strong) + StyledText("lists what is here")
    let wrapped = row.wrapped(to: 20, indent: 8)
    #expect(wrapped.text == "  ls    lists what\n        is here")
    #expect(wrapped.parts.first?.text == "  ls    " && wrapped.parts.first?.role == .strong)
  }
}
