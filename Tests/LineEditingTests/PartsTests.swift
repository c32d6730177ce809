import LineEditing
import Testing

@Suite struct PartsTests {
  @Test(
    "A prompt's colours stand between marks before a character that is seen",
    arguments: [
      ("felt> ", "felt> ", "felt> "),
      ("\u{1B}[1mf\u{1B}[0m> ", "f> ", "\u{1}\u{1B}[1m\u{1}f\u{1}\u{1B}[0m\u{1}> "),
      ("\u{1B}[1m\u{1B}[31mf> \u{1B}[0m", "f> ", "\u{1}\u{1B}[1m\u{1B}[31m\u{1}f>\u{1}\u{1B}[0m\u{1} "),
      ("f\u{1B}[0m", "f ", "f\u{1}\u{1B}[0m\u{1} "),
      ("a\u{1B}]0;title\u{7}b\nc\u{1B}[2Jd\u{1}", "a]0;titlebcd", "a]0;titlebcd"),
      ("\u{1B}[", "", ""), ("\u{1B}", "", ""),
    ])
  func prompts(text: String, visible: String, marked: String) {
    let prompt = PromptText(text)
    #expect(prompt.visible == visible)
    #expect(prompt.marked == marked)
    #expect(prompt.coloured == marked.filter { $0 != "\u{1}" })
  }

  @Test("Rows are counted as a terminal wraps them")
  func rows() {
    #expect(RowLayout.lastRow(of: "", columns: 10) == 0)
    #expect(RowLayout.lastRow(of: "123456789", columns: 10) == 0)
    #expect(RowLayout.lastRow(of: "1234567890", columns: 10) == 1)
    #expect(RowLayout.lastRow(of: "12345678日", columns: 10) == 1)
    #expect(RowLayout.lastRow(of: "123456789日", columns: 10) == 1)
    #expect(RowLayout.lastRow(of: "a\nb\nc", columns: 10) == 2)
    #expect(RowLayout.lastRow(of: "12345678\u{1}", columns: 10) == 1)
    #expect(RowLayout.lastRow(of: "e\u{301}23456789", columns: 10) == 0)
  }

  @Test("A line is indented as the one before, and more within a bracket")
  func indentation() {
    #expect(Indentation.forLine(after: "post {") == "  ")
    #expect(Indentation.forLine(after: "a\n  [ ") == "    ")
    #expect(Indentation.forLine(after: "a\n\tb") == "\t")
    #expect(Indentation.forLine(after: "") == "")
    #expect(Indentation.surplus(before: "a\n   ") == 2)
    #expect(Indentation.surplus(before: "a\n ") == 1)
    #expect(Indentation.surplus(before: "a\n x ") == 0)
    #expect(Indentation.surplus(before: "    ") == 0)
  }

  @Test("The cursor goes a line up and down in its column, or to the end of a shorter line")
  func vertical() {
    let text = "abc\nd\nefgh"
    #expect(LineContent(text: text, cursor: 2).cursorLineUp == nil)
    #expect(LineContent(text: text, cursor: 2).cursorLineDown == 5)
    #expect(LineContent(text: text, cursor: 5).cursorLineUp == 1)
    #expect(LineContent(text: text, cursor: 10).cursorLineUp == 5)
    #expect(LineContent(text: text, cursor: 4).cursorLineDown == 6)
    #expect(LineContent(text: text, cursor: 7).cursorLineDown == nil)
  }

  @Test("A terminal without a type, or one that can do nothing, is not edited on")
  func terminalTypes() {
    #expect(EditorSettings(environment: ["TERM": "xterm"]).canEdit)
    #expect(!EditorSettings(environment: ["TERM": "dumb"]).canEdit)
    #expect(!EditorSettings(environment: [:]).canEdit)
  }

  @Test("Pasted text has newlines for line ends, tabs, and no other control characters")
  func pasted() {
    let text = PastedText.clean(Array("a\r\nb\rc\nd\te\u{1B}[0m\u{7F}\u{85}é".utf8) + [0xFF])
    #expect(text == "a\nb\nc\nd\te[0mé\u{FFFD}")
  }

  @Test("The history keeps one of two equal neighbours, and walks through what begins alike")
  func history() {
    var list = HistoryList()
    for line in ["get a", "get a", "post", "", "get b", "get b "] {
      _ = list.add(line)
    }
    #expect(list.entries == ["get a", "post", "get b", "get b "])
    let draft = LineContent(text: "get b", cursor: 3)
    expect(list.older(than: draft), LineContent("get b "))
    expect(list.older(than: LineContent("get b ")), LineContent("get b"))
    expect(list.older(than: LineContent("get b")), LineContent("get a"))
    expect(list.older(than: LineContent("get a")), nil)
    expect(list.newer(than: LineContent("get a")), LineContent("get b"))
    expect(list.newer(than: LineContent("edited")), nil)
  }

  @Test("A search grows, goes to older and newer lines, and shrinks again")
  func search() {
    var search = HistorySearch(["Get $a[0]", "post x", "get $a.b", "get $a.b"])
    for scalar in "get $".unicodeScalars {
      expect(search.extend(by: scalar), true)
    }
    #expect(search.match == LineContent(text: "get $a.b", cursor: 0))
    expect(search.older(), true)
    #expect(search.match?.text == "Get $a[0]")
    expect(search.older(), false)
    expect(search.newer(), true)
    expect(search.extend(by: "?"), false)
    #expect(search.prompt == "(no match) `get $?': ")
    search.shorten()
    #expect(search.prompt == "(search) `get $': ")
    var capital = HistorySearch(["Get a", "get b"])
    _ = capital.extend(by: "G")
    #expect(capital.match?.text == "Get a")
  }

  /// For calls that change what they are made on, which `#expect` can't take apart.
  private func expect<Value: Equatable>(
    _ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(value == expected, sourceLocation: sourceLocation)
  }
}
