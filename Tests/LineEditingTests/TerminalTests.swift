import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct TerminalTests {
  @Test("A terminal of another size is drawn on again")
  func resize() throws {
    let terminal = try PseudoTerminal.probe(columns: 40, rows: 10)
    try terminal.type("0123456789 0123456789 0123456789 0123456789")
    try terminal.wait(for: "two rows") { $0.screen.rows.count == 2 }
    terminal.resize(columns: 100, rows: 10)
    try terminal.wait(for: "one row") {
      $0.screen.rows.last == "felt> 0123456789 0123456789 0123456789 0123456789"
    }
    try terminal.type("!\r")
    try terminal.waitForText(#"0123456789!" 44>"#)
  }

  @Test("Control-Z gives the terminal back to the shell, and fg comes back to the line")
  func stopAndContinue() throws {
    let shell = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "sh$ "])
    try shell.wait(for: "the shell") { $0.screen.beforeCursor == "sh$ " }
    try shell.type(try PseudoTerminal.product("editor-probe") + "\r")
    try shell.waitForPrompt()
    for text in ["a", "ab"] {
      try shell.type(String(text.suffix(1)))
      try shell.waitForPrompt("felt> " + text)
      try shell.type("\u{1A}")
      try shell.wait(for: "the shell") { $0.screen.beforeCursor == "sh$ " }
      try shell.type("fg\r")
      try shell.wait(for: "the line") { $0.screen.beforeCursor.hasSuffix("felt> " + text) && !$0.mode.isCanonical }
    }
    try shell.type("c\r")
    try shell.waitForText(#"<line "abc" 3>"#)
    try shell.waitForPrompt()
    try shell.type("\u{4}")
    try shell.wait(for: "the shell") { $0.screen.beforeCursor == "sh$ " }
    try shell.type("stty -a | grep -o ' -*icanon\\| -*echo '\r")
    try shell.wait(for: "its modes") { $0.screen.text.contains(" icanon\n echo") }
  }

  @Test("A line outlives a stop that nobody was told of")
  func stopSignal() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("ab")
    try terminal.waitForPrompt("felt> ab")
    for _ in 0..<2 {
      terminal.signal(SIGSTOP)
      terminal.signal(SIGCONT)
    }
    try terminal.type("c\r")
    try terminal.waitForText(#"<line "abc" 3>"#)
    #expect(terminal.screen.rows.first == "felt> abc")
  }

  @Test("A hidden prompt that was stopped asks again without echo")
  func stoppedSecret() throws {
    let shell = try PseudoTerminal("/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "sh$ "])
    try shell.wait(for: "the shell") { $0.screen.beforeCursor == "sh$ " }
    try shell.type(try PseudoTerminal.product("editor-probe") + "\r")
    try shell.waitForPrompt()
    try shell.type("secret\r")
    try shell.wait(for: "the hidden prompt") { $0.screen.beforeCursor == "Token: " && !$0.mode.echoes }
    try shell.type("half\u{1A}")
    try shell.wait(for: "the shell") { $0.screen.beforeCursor == "sh$ " }
    try shell.type("fg\r")
    try shell.wait(for: "the hidden prompt") { $0.screen.beforeCursor == "Token: " && !$0.mode.echoes }
    try shell.type("whole\r")
    try shell.waitForText(#"<secret line("whole")>"#)
    #expect(!shell.output.contains("half"))
  }

  @Test("On 20 columns a long line is edited and entered whole")
  func narrow() throws {
    let terminal = try PseudoTerminal.probe(columns: 20, rows: 6)
    let line = String((0..<300).map { _ in "abc " }.joined().dropLast())
    try terminal.type(line)
    try terminal.wait(for: "its end") { $0.screen.rows.last?.hasSuffix("abc") == true }
    try terminal.type("\u{1}x\u{5}y\r")
    try terminal.waitForText("1201>")
    #expect(terminal.output.contains("<line \"xabc abc"))
    #expect(terminal.output.contains("abcy\" 1201>"))
  }

  @Test("Wide characters are drawn, deleted and wrapped whole")
  func wideCharacters() throws {
    let terminal = try PseudoTerminal.probe(columns: 11)
    try terminal.type("日本語x")
    try terminal.wait(for: "the third in the second row") { $0.screen.rows == ["felt> 日本", "語x"] }
    try terminal.type("\u{7F}\u{7F}\u{7F}é")
    try terminal.wait(for: "two of them gone") { $0.screen.rows == ["felt> 日é"] }
    #expect(terminal.screen.cursor == (9, 0))
    try terminal.type("\r")
    try terminal.wait(for: "the line") { $0.output.contains(#"<line "日é" 5>"#) }
  }

  @Test(
    "Combining marks and joined emoji arrive as they were typed", arguments: ["e\u{301}x", "👩\u{200D}🔬!", "❤\u{FE0F}"])
  func combining(text: String) throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type(text + "\u{1B}[D\u{1B}[F\r")
    try terminal.wait(for: "the line") { $0.output.contains(" \(text.utf8.count)>") }
  }

  @Test("A combining mark doesn't shift what is drawn after it")
  func marks() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("e\u{301}xz\u{1B}[Dy")
    try terminal.wait(for: "the line") { $0.screen.rows == ["felt> e\u{301}xyz"] && $0.screen.cursor == (9, 0) }
  }

  @Test("A terminal of an unknown type is taken for an xterm")
  func unknownTerminal() throws {
    let terminal = try PseudoTerminal.probe(["TERM": "xterm-nobody"])
    try terminal.type("abc\u{1B}[Hx")
    try terminal.wait(for: "the line") { $0.screen.rows == ["felt> xabc"] && $0.screen.cursor == (7, 0) }
  }

  @Test("In a locale without Unicode all characters can be typed nevertheless", arguments: ["C", "POSIX", "xx_YY"])
  func locale(name: String) throws {
    let terminal = try PseudoTerminal.probe(["LC_ALL": name])
    try terminal.type("héllo 日本\r")
    try terminal.waitForText(#"<line "héllo 日本" 13>"#)
  }

  @Test("A coloured prompt takes no more room than its characters")
  func colours() throws {
    let prompt = "\u{1B}[1;32mfelt\u{1B}[0m\u{1B}[2m>\u{1B}[0m "
    let terminal = try PseudoTerminal.probe(["PROBE_PROMPT": prompt])
    #expect(terminal.output.contains("\u{1B}[1;32mf"))
    try terminal.type("abc\u{1B}[D\u{1B}[DX")
    try terminal.wait(for: "the line") { $0.screen.rows == ["felt> aXbc"] && $0.screen.cursor == (8, 0) }
  }

  @Test("A terminal that can do nothing prompts and reads lines", arguments: ["dumb", ""])
  func dumb(type: String) throws {
    let terminal = try PseudoTerminal("editor-probe", environment: ["TERM": type])
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "felt> " }
    try terminal.type("post {\r")
    try terminal.wait(for: "the continuation") { $0.screen.beforeCursor == "{ ...> " }
    try terminal.type("}\r")
    try terminal.waitForText(#"<line "post {\n}" 8>"#)
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "felt> " }
    try terminal.type("half\u{3}")
    try terminal.waitForText("<interrupted>")
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "felt> " }
    try terminal.type("secret\r")
    try terminal.wait(for: "the hidden prompt") { $0.screen.beforeCursor == "Token: " && !$0.mode.echoes }
    try terminal.type("tok\r")
    try terminal.waitForText(#"<secret line("tok")>"#)
    try terminal.type("\u{4}")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(!terminal.output.contains("\u{1B}"))
  }

  @Test("A terminal that goes away ends the program")
  func hangup() throws {
    let shell = try PseudoTerminal.probe()
    shell.hangUp()
    #expect(try shell.waitForEnd() == .exited(129))
  }

  @Test("Control-X Control-E edits the line in another program and brings it back for review")
  func externalEditor() throws {
    let folder = try TemporaryFolder()
    let editor = try folder.write(
      "#!/bin/sh\nstat -c %a \"$1\" > '\(folder.path)/mode'\nsed -i 's/B/C/' \"$1\"\necho more >> \"$1\"\n",
      to: "editor",
      mode: 0o700)
    let terminal = try PseudoTerminal.probe(["VISUAL": editor, "TMPDIR": folder.path])
    try terminal.type("A B\u{18}\u{5}")
    try terminal.wait(for: "the edited line") { $0.screen.rows.suffix(2) == ["felt> A C", "more"] }
    #expect(!terminal.output.contains("<line"))
    try terminal.type("!\r")
    try terminal.waitForText(#"<line "A C" 3>"#)
    try terminal.waitForText(#"<line "more!" 5>"#)
    #expect(try folder.read("mode") == "600\n")
    #expect(folder.names == ["editor", "mode"])
  }

  @Test("An editor that fails leaves the line as it was", arguments: ["false", "/nowhere/at/all", "kill -9 $$; :"])
  func failingEditor(command: String) throws {
    let terminal = try PseudoTerminal.probe(["VISUAL": command])
    try terminal.type("abc\u{18}\u{5}")
    try terminal.waitForText("the line is as it was")
    try terminal.waitForPrompt("felt> abc")
    try terminal.type("d\r")
    try terminal.waitForText(#"<line "abcd" 4>"#)
  }

  @Test("While no line is edited a signal can be polled for, and Control-C twice ends nothing")
  func signals() throws {
    let terminal = try PseudoTerminal.probe()
    for count in 1...2 {
      try terminal.type("wait\r")
      try terminal.wait(for: "the wait") { $0.screen.text.hasSuffix("<waiting>") }
      try terminal.type("\u{3}\u{3}")
      try terminal.wait(for: "the signal") { $0.output.ranges(of: "<signals interrupt>").count == count }
      try terminal.waitForPrompt()
    }
    terminal.signal(SIGPIPE)
    try terminal.type("wait\r")
    try terminal.wait(for: "the wait") { $0.screen.text.hasSuffix("<waiting>") }
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == .exited(143))
    #expect(terminal.output.contains("<signals terminate>"))
  }
}
