import TestSupport
import Testing

@Suite struct EditingTests {
  @Test("Enter within brackets begins an indented line, and a closing bracket goes back")
  func continuation() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("post {\r")
    try terminal.wait(for: "the second line") { $0.screen.cursor == (2, 1) }
    try terminal.type("a\r")
    try terminal.wait(for: "the third line") { $0.screen.cursor == (2, 2) }
    try terminal.type("}")
    try terminal.wait(for: "the bracket") { $0.screen.rows == ["felt> post {", "  a", "}"] }
    try terminal.type("\r")
    try terminal.waitForText(#"<line "post {\n  a\n}" 12>"#)
  }

  @Test("Up and Down move within a line of several rows, then through the history")
  func severalRows() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_HISTORY": "get /user|post {~a~}"])
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "the whole entry") { $0.screen.rows == ["felt> post {", "a", "}"] }
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "the second row") { $0.screen.cursor == (1, 1) }
    try terminal.type("bc\r")
    try terminal.waitForText(#"<line "post {\nabc\n}" 12>"#)
  }

  @Test("Up finds the lines that begin as the one being typed, and Down comes back to it")
  func prefixSearch() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_HISTORY": "get /user|post /maps|get /maps"])
    try terminal.type("get")
    try terminal.waitForText("felt> get")
    for expected in ["felt> get /maps", "felt> get /user"] {
      try terminal.type("\u{1B}[A")
      try terminal.wait(for: expected) { $0.screen.rows == [expected] }
    }
    for expected in ["felt> get /maps", "felt> get"] {
      try terminal.type("\u{1B}[B")
      try terminal.wait(for: expected) { $0.screen.rows == [expected] }
    }
    try terminal.type("!\r")
    try terminal.waitForText(#"<line "get!" 4>"#)
  }

  @Test("Control-R finds a line by a part of it, brackets and dollars included")
  func search() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_HISTORY": "show $map.layers[0]|get /maps|show $map.id|whoami"])
    try terminal.type("\u{12}$m")
    try terminal.waitForText("(search) `$m': show $map.id")
    try terminal.type("\u{12}")
    try terminal.waitForText("(search) `$m': show $map.layers[0]")
    try terminal.type("[")
    try terminal.waitForText("(no match) `$m[': show $map.layers[0]")
    try terminal.type("\u{7F}\u{1B}[F!")
    try terminal.wait(for: "the line found") { $0.screen.rows == ["felt> show $map.id!"] }
    try terminal.type("\u{12}who\r")
    try terminal.waitForText(#"<line "whoami" 6>"#)
  }

  @Test("Control-G leaves a search with the line as it was, Control-C abandons the line")
  func searchAbandoned() throws {
    let terminal = try PseudoTerminal.probe(["PROBE_HISTORY": "whoami"])
    try terminal.type("get\u{12}w")
    try terminal.waitForText("(search) `w': whoami")
    try terminal.type("\u{7}")
    try terminal.wait(for: "the line") { $0.screen.rows == ["felt> get"] }
    try terminal.type("\u{12}w")
    try terminal.waitForText("(search) `w': whoami")
    try terminal.type("\u{3}")
    try terminal.waitForText("<interrupted>")
  }

  @Test("Words are walked over with Control and the arrows, and deleted with Control-W")
  func words() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("get /maps/one two\u{1B}[1;5D\u{1B}[1;5D1\u{1B}[1;5C2\u{17}\r")
    try terminal.waitForText(#"<line "get /maps/ two" 14>"#)
  }

  @Test("The keys of vi work, as does a file of the user's own")
  func vi() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("bind -v\nbind ^T ed-move-to-beg\n", to: "editrc")
    let terminal = try PseudoTerminal.probe(["EDITRC": file, "PROBE_HISTORY": "get /user"])
    try terminal.type("abc\u{14}x\u{1B}")
    try terminal.wait(for: "the cursor back on the line") { $0.screen.cursor == (6, 0) }
    try terminal.type("A!\u{1B}[D.\r")
    try terminal.waitForText(#"<line "xabc.!" 6>"#)
    try terminal.waitForPrompt()
    try terminal.type("g\u{1B}")
    try terminal.wait(for: "command mode") { $0.screen.cursor == (6, 2) }
    try terminal.type("k")
    try terminal.wait(for: "the older line") { $0.screen.text.hasSuffix("felt> xabc.!") }
    try terminal.type("k\r")
    try terminal.waitForText(#"<line "get /user" 9>"#)
  }

  @Test("A key of the user's own that the terminal sends as a sequence works")
  func ownSequence() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("# own\nbind \"\\e[15~\" ed-move-to-beg\nbind nonsense\n", to: "editrc")
    let terminal = try PseudoTerminal.probe(["EDITRC": file])
    try terminal.type("bc\u{1B}[15~a\u{1B}[A\u{1B}[F!\r")
    try terminal.waitForText(#"<line "abc!" 4>"#)
  }

  @Test("Several shells share a history that outlives them")
  func sharedHistory() throws {
    let folder = try TemporaryFolder()
    let environment = ["PROBE_HISTORY_FILE": folder.file("history")]
    let first = try PseudoTerminal.probe(environment)
    let second = try PseudoTerminal.probe(environment)
    try first.type("post {\r\"a\": 1\r}\r")
    try first.waitForText("<line")
    try second.type("get /maps\r")
    try second.waitForText("<line")
    first.signal(15)
    _ = try first.waitForEnd()
    let third = try PseudoTerminal.probe(environment)
    try third.type("\u{1B}[A")
    try third.wait(for: "the newest entry") { $0.screen.rows == ["felt> get /maps"] }
    try third.type("\u{1B}[A")
    try third.wait(for: "the entry before") {
      $0.screen.rows.first == "felt> post {" && $0.screen.rows.last == "}"
    }
  }

  @Test("Unknown keys that the terminal sends do nothing")
  func unknownKeys() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("a\u{1B}[15~b\u{1B}[1;2Rc\u{1B}OPd\u{1B}[Ie\r")
    try terminal.waitForText(#"<line "abcde" 5>"#)
  }

  @Test("Bytes that aren't UTF-8 are shown, and don't stop the editor")
  func invalidBytes() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type(bytes: [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82, 0x0D])
    try terminal.waitForText(#"<line "a"#)
    try terminal.waitForPrompt()
    #expect(terminal.screen.text.contains("b"))
  }
}
