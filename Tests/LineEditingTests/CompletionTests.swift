import LineEditing
import TestSupport
import Testing

@Suite struct CompletionTests {
  @Test("TAB completes what is certain, a second TAB lists the rest with what it is")
  func commonPrefix() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("x p\t")
    try terminal.wait(for: "no change") { $0.output.contains("\u{7}") }
    try terminal.type("r\t")
    try terminal.waitForPrompt("felt> x pro")
    try terminal.type("\t")
    try terminal.wait(for: "the list") {
      $0.screen.rows == ["felt> x pro", "projects  プロジェクト   profile", "felt> x pro"]
    }
    try terminal.type("f\t")
    try terminal.waitForPrompt("felt> x profile ")
    try terminal.type("!\r")
    try terminal.waitForText(#"<line "x profile !" 11>"#)
  }

  @Test("TAB completes also while other keys are waiting, and two typed at once list")
  func typedAhead() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("x pos\t!\r")
    try terminal.waitForText(#"<line "x post !" 8>"#)
    try terminal.waitForPrompt()
    try terminal.type("pro\t\t")
    try terminal.waitForText("projects  プロジェクト   profile")
    try terminal.type("f\t\r")
    try terminal.waitForText(#"<line "profile " 8>"#)
  }

  @Test("A quote that was begun is closed, and text after the cursor stays")
  func quotes() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type(" z\u{1B}[H'\t")
    try terminal.waitForPrompt("felt> '15 min'")
    try terminal.type("\u{4}!\r")
    try terminal.waitForText(#"<line "\'15 min\'!z" 10>"#)
  }

  @Test("A long list is shown after a yes, a screen at a time, and left with q")
  func longList() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_CANDIDATES": "2000"], columns: 42, rows: 10)
    try terminal.type("map\t")
    try terminal.wait(for: "the bell") { $0.output.contains("\u{7}") }
    try terminal.type("\t")
    try terminal.waitForPrompt("Display all 2000 possibilities? (y or n)")
    try terminal.type("n")
    try terminal.waitForPrompt("felt> map")
    try terminal.type("\t")
    try terminal.waitForPrompt("Display all 2000 possibilities? (y or n)")
    try terminal.type("y")
    try terminal.wait(for: "a screen") { $0.screen.beforeCursor == "--More--" }
    #expect(terminal.screen.rows.count == 10)
    #expect(terminal.screen.rows[1] == "map1     Map number 1")
    try terminal.type("\r")
    try terminal.wait(for: "a row more") { $0.screen.rows[8] == "map9     Map number 9" }
    try terminal.type("q")
    try terminal.waitForPrompt("felt> map")
    try terminal.type("77\t\r")
    try terminal.waitForText("felt> map77")
  }

  @Test("Control-C at a question about a list abandons the line")
  func interruptedList() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_CANDIDATES": "200"])
    try terminal.type("map\t")
    try terminal.wait(for: "the bell") { $0.output.contains("\u{7}") }
    try terminal.type("\t")
    try terminal.waitForText("(y or n)")
    try terminal.type("\u{3}")
    try terminal.waitForText("<interrupted>")
    try terminal.waitForPrompt()
  }

  @Test("Nothing is completed in text that is pasted")
  func pasted() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("\u{1B}[200~pos\tx\u{1B}[201~\r")
    try terminal.waitForText(#"<line "pos\tx" 5>"#)
  }

  @Test("A hint stands at the right while it fits, and goes with the line")
  func hints() throws {
    let terminal = try PseudoTerminal.probe(columns: 50)
    try terminal.type("pos")
    try terminal.waitForPrompt("felt> pos")
    try terminal.type("t")
    let space = String(repeating: " ", count: 19)
    try terminal.wait(for: "the hint") { $0.screen.rows == ["felt> post\(space)post PATH [ITEM...]"] }
    #expect(terminal.screen.cursor == (10, 0))
    try terminal.type(" /maps title=A description=B")
    try terminal.wait(for: "the line alone") { $0.screen.rows == ["felt> post /maps title=A description=B"] }
    try terminal.type("\u{15}post")
    try terminal.waitForText("post PATH")
    try terminal.type("\r")
    try terminal.wait(for: "the line without its hint") {
      $0.screen.rows == ["felt> post", #"<line "post" 4>"#, "felt>"]
    }
  }

  @Test("The list is as wide as the terminal allows, by what is seen of each character")
  func layout() {
    let candidates = ["one", "two", "three", "日本"].map { Completion(replacement: $0, detail: "d\u{1B}") }
    #expect(
      CompletionListing.lines(candidates, columns: 40) == [
        #"one    d\u001b   three  d\u001b"#, #"two    d\u001b   日本   d\u001b"#,
      ])
    #expect(
      CompletionListing.lines([Completion(replacement: "one", detail: "a long story")], columns: 12) == ["one  a lon…"])
    #expect(CompletionListing.lines(candidates, columns: 1) == ["…", "…", "…", "…"])
    #expect(CompletionListing.lines([], columns: 80).isEmpty)
  }

  @Test(
    "A range that is not in the line changes nothing", arguments: [0..<9, 3..<4, -2..<1, 1..<2])
  func strangeRanges(range: Range<Int>) {
    let list = CompletionList(range: range, candidates: [Completion(replacement: "x")])
    #expect(list.advance(LineContent("é!")) == nil)
  }

  @Test("An id that its title was typed for takes the title's place, and several don't touch it")
  func titles() {
    var list = CompletionList(range: 4..<9, candidates: [Completion(replacement: "abc", label: "Flood")])
    #expect(list.advance(LineContent("get Flood")) == LineContent("get abc "))
    list.candidates.append(Completion(replacement: "abd", label: "Flood 2"))
    #expect(list.advance(LineContent("get Flood")) == nil)
  }
}
