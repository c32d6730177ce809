import TestSupport
import Testing

@Suite struct PasteTests {
  @Test("Pasted lines are shown at the prompt and run one after another after Enter, not before")
  func severalCommands() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("\u{1B}[200~one\r\npost {\r\n  \"a\": 1\r\n}\r\n\r\ntwo\u{1B}[201~")
    try terminal.wait(for: "the text") {
      $0.screen.rows == ["felt> one", "post {", "  \"a\": 1", "}", "", "two"]
    }
    #expect(!terminal.output.contains("<line"))
    try terminal.type("\r")
    try terminal.waitForText(#"<line "two" 3>"#)
    #expect(terminal.output.contains(#"<line "one" 3>"#))
    #expect(terminal.output.contains(#"<line "post {\n  \"a\": 1\n}" 17>"#))
  }

  @Test("Control characters of a paste do nothing and are left out")
  func controls() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("a\u{1B}[200~b\u{5}\u{4}\u{1B}[A\u{0}\u{7F}\u{9B}c\u{1B}[201~d\r")
    try terminal.waitForText(#"<line "ab[Acd" 6>"#)
  }

  @Test("A paste of a megabyte arrives whole")
  func large() throws {
    let terminal = try PseudoTerminal.probe()
    let line = String(repeating: "0123456789abcdef", count: 65_536)
    try terminal.type("\u{1B}[200~\(line)\u{1B}[201~")
    try terminal.type("!\r")
    try terminal.wait(for: "the line", seconds: 60) { $0.output.contains("ef!\" 1048577>") }
  }

  @Test("A command of 30,000 lines is pasted, or read from a pipe, in the time of its lines")
  func manyLines() throws {
    let command = "post {\n" + String(repeating: "0123456789abcdef0123456789abcdef\n", count: 30_000) + "}"
    let run = try ProgramRun.run("editor-probe", input: (command + "\n").utf8)
    #expect(run.output.contains("\\n}\" \(command.utf8.count)>\n"))
    let terminal = try PseudoTerminal.probe()
    try terminal.type("\u{1B}[200~\(command)\u{1B}[201~")
    try terminal.type("\r")
    try terminal.wait(for: "the line", seconds: 60) { $0.output.contains("\\n}\" \(command.utf8.count)>") }
  }

  @Test("Text that is typed without pause keeps up, hints and all")
  func unbracketed() throws {
    let terminal = try PseudoTerminal.probe(columns: 100)
    let line = "post " + String(repeating: "value ", count: 680)
    try terminal.type(line + "\r")
    try terminal.waitForText(" 4085>")
  }

  @Test("A paste that never ends is abandoned with Control-C, whenever that comes")
  func unended() throws {
    let terminal = try PseudoTerminal.probe()
    for count in 1...20 {
      try terminal.type("\u{1B}[200~abc")
      try terminal.type("\u{3}")
      try terminal.wait(for: "the interruption") { $0.output.ranges(of: "<interrupted>").count == count }
      try terminal.waitForPrompt()
    }
  }
}
