import TestSupport
import Testing

@Suite struct LongLineTests {
  private static let lines = (1...214).map { "line \($0)" }.joined(separator: "\n")
  private static let body = "{\n\(lines)\n}"

  private func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  @Test("A long paste is one placeholder, which is sent as the text it stands for")
  func placeholder() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("post " + paste(Self.body))
    try terminal.waitForPrompt("felt> post [pasted 216 lines]")
    try terminal.type(" --raw\r")
    try terminal.waitForText(" \(5 + Self.body.utf8.count + 6)>")
    try terminal.waitForPrompt()
    try terminal.type("\u{1B}[A")
    try terminal.waitForPrompt("felt> [recalled 216 lines]")
    try terminal.type("\r")
    try terminal.wait(for: "the same line again") {
      $0.output.ranges(of: " \(5 + Self.body.utf8.count + 6)>").count == 2
    }
  }

  @Test("Control-X Control-E opens the text of a placeholder, and what comes back is as short")
  func opened() throws {
    let folder = try TemporaryFolder()
    let editor = try folder.write(
      "#!/bin/sh\ncp \"$1\" '\(folder.path)/seen'\nsed -i s/line/row/ \"$1\"\n", to: "editor", mode: 0o700)
    let terminal = try PseudoTerminal.probe(["VISUAL": "sh \(editor)", "TMPDIR": folder.path])
    try terminal.type("post " + paste(Self.body))
    try terminal.waitForText("Control-X Control-E opens it")
    try terminal.type("\u{18}\u{5}")
    try terminal.waitForPrompt("felt> [edited 216 lines]")
    #expect(try folder.read("seen") == "post \(Self.body)\n")
    try terminal.type("\r")
    try terminal.waitForText(" \(5 + Self.body.utf8.count - 214)>")
    #expect(terminal.output.contains(#"<line "post {\nrow 1\nrow 2"#))
  }

  @Test("A placeholder is deleted whole, and nothing can be typed into it")
  func wholePlaceholder() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("a" + paste(Self.body) + "b")
    try terminal.waitForPrompt("felt> a[pasted 216 lines]b")
    try terminal.type("\u{1B}[D\u{1B}[D\u{1B}[DX")
    try terminal.wait(for: "the bell") { $0.output.contains("\u{7}") }
    try terminal.type("\u{1B}[F\u{1B}[D\u{7F}")
    try terminal.wait(for: "the line without it") { $0.screen.rows == ["felt> ab"] }
    try terminal.type("\u{1B}[F!\r")
    try terminal.waitForText(#"<line "ab!" 3>"#)
  }

  @Test(
    "A line taller than the screen is edited at both ends and sent whole",
    arguments: [(80, 24), (40, 10), (20, 6), (200, 50), (9, 3)])
  func tall(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal.probe(columns: columns, rows: rows)
    let size = columns * rows * 3 / 2
    let pasted = String(repeating: "x", count: size)
    let typed = String(repeating: "a", count: 200)
    try terminal.type(paste(pasted) + "\u{1B}[H" + typed + "\u{1B}[F" + typed + "\r")
    try terminal.wait(for: "the line") { $0.output.contains(" \(size + 400)>") }
    #expect(terminal.output.contains("<line \"aaa"))
  }

  @Test("A line that is typed beyond the screen is shortened, and stays what it is")
  func typed() throws {
    let terminal = try PseudoTerminal.probe(columns: 40, rows: 8)
    let text = "begin " + String(repeating: "word ", count: 60)
    try terminal.type(text)
    try terminal.waitForText("[typed ")
    try terminal.type("end\r")
    try terminal.wait(for: "the line") { $0.output.contains(" \(text.utf8.count + 3)>") }
    #expect(terminal.output.contains("<line \"begin word word"))
  }

  @Test("A deleted line that is put back twice and doesn't fit any more is sent whole")
  func yanked() throws {
    let terminal = try PseudoTerminal.probe(columns: 40, rows: 8)
    let text = String(repeating: "abcde ", count: 30)
    try terminal.type(text + "\u{15}\u{19}\u{19}\r")
    try terminal.wait(for: "the line") { $0.output.contains(" \(text.utf8.count * 2)>") }
  }

  @Test("Lines pasted under a prompt in a small window survive every size of it")
  func resizing() throws {
    let terminal = try PseudoTerminal.probe(columns: 100, rows: 30)
    try terminal.type(paste("{\na\nb") + String(repeating: "日本 text ", count: 60))
    try terminal.waitForText("text")
    for (columns, rows) in [(2, 1), (1, 2), (1000, 1000), (3, 3), (1, 1), (500, 2), (2, 500), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.type("x\u{1B}[Hy\u{1B}[F")
    }
    try terminal.type("}\r")
    try terminal.wait(for: "the line") { $0.output.contains(" \(5 + 60 * 12 + 16 + 1)>") }
  }

  @Test("Characters typed into a full row, and deleted from it, move the rest on whole")
  func fullRows() throws {
    let terminal = try PseudoTerminal.probe(columns: 60, rows: 10)
    let text = "get [recalled 317 lines]"
    try terminal.type(text + "\u{1B}[H")
    func rows(_ line: String) -> [String] {
      let line = Array("felt> " + line)
      return stride(from: 0, to: line.count, by: 60).map {
        String(line[$0..<min($0 + 60, line.count)].reversed().drop { $0 == " " }.reversed())
      }
    }
    for count in 1...200 {
      try terminal.type("+")
      try terminal.wait(for: "\(count)") { $0.screen.rows == rows(String(repeating: "+", count: count) + text) }
    }
    for count in (0..<200).reversed() {
      try terminal.type("\u{7F}")
      try terminal.wait(for: "\(count)") { $0.screen.rows == rows(String(repeating: "+", count: count) + text) }
    }
  }

  @Test("Alt-x and the keys of vi's command line do nothing", arguments: ["", "bind -v\n"])
  func extendedCommands(configuration: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(configuration, to: "editrc")
    let terminal = try PseudoTerminal.probe(["EDITRC": file])
    try terminal.type(configuration.isEmpty ? "ab\u{1B}x\"\r" : "ab\u{1B}:A\"\r")
    try terminal.waitForText(#"<line "ab\"" 3>"#)
  }

  @Test("In vi's keys the end of an empty line is its beginning, and End goes past the last character")
  func endOfEmptyLine() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("bind -v\n", to: "editrc")
    let terminal = try PseudoTerminal.probe(["EDITRC": file])
    try terminal.type("\u{1B}$\u{1B}$iab\u{1B}[H\u{1B}[F!\r")
    try terminal.waitForText(#"<line "ab!" 3>"#)
  }

  @Test("Alt and a digit don't repeat the next key")
  func repeatCount() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("\u{1B}9\u{1B}9\u{1B}9\u{1B}9x\r")
    try terminal.waitForText(#"<line "x" 1>"#)
  }

  @Test("An end marker inside of a paste runs nothing of what follows it")
  func markerInPaste() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type(paste("one\u{1B}[201~\rtwo\rthree\u{1B}[201~\r\u{1B}[201~four"))
    try terminal.wait(for: "the text") { $0.screen.rows == ["felt> one", "two", "three", "four"] }
    #expect(!terminal.output.contains("<line"))
    try terminal.type("\u{3}")
    try terminal.waitForText("<interrupted>")
  }

  @Test("Keys typed right after a paste, and a second paste, are what they are")
  func keysAfterPaste() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type(paste("one") + "!\r" + paste("two") + paste("three") + "?\r")
    try terminal.waitForText(#"<line "twothree?" 9>"#)
    #expect(terminal.output.contains(#"<line "one!" 4>"#))
  }
}
