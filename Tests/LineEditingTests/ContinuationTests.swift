import LineEditing
import TestSupport
import Testing

@Suite struct ContinuationTests {
  private let continuation = Continuation {
    var isOpen = false
    var isText = false
    return { line, _ in
      isText = (isText || line == "<<E") && line != "E"
      if isText { return Opening("<<E", endLine: "E") }
      isOpen = (isOpen || line.contains("{")) && !line.contains("}")
      return isOpen ? Opening("{") : line.hasSuffix("\\") ? Opening("\\") : nil
    }
  }

  @Test("A text is split into commands, the last of which may be unfinished")
  func splitting() throws {
    let whole = continuation.split("a\n\n  \nb \\\nc\n{\nd\n}\n")
    #expect(whole.commands == ["a", "b \\\nc", "{\nd\n}"])
    #expect(whole.opening == nil)
    let open = continuation.split("a\n{\nb")
    #expect(open.commands == ["a", "{\nb"])
    #expect(open.opening == Opening("{"))
    let editor = LinesEditor(["a", "{", "}", "s"], continuation: continuation)
    #expect(try editor.readLine(Prompt(text: "")) == .line("a"))
    #expect(try editor.readLine(Prompt(text: "")) == .line("{\n}"))
    #expect(try editor.readSecret("") == .line("s"))
    #expect(try editor.readLine(Prompt(text: "")) == .endOfInput)
  }

  @Test(
    "An empty line leaves an unfinished command, but not a text that has begun",
    arguments: [
      ("{", false), ("{\n", true), ("{\n  ", true), ("{\n\na", false), ("a\n{\nb\n", true), ("{\n}\n", false),
      ("<<E", false), ("<<E\n", true), ("<<E\na\n", false), ("<<E\n\n\n", false), ("<<E\na\nE\n", false),
    ])
  func leaving(text: String, isLeft: Bool) {
    let split = continuation.split(text)
    #expect(split.isLeft == isLeft)
    // The empty line isn't part of the command.
    #expect(!isLeft || split.commands.last?.hasSuffix("\n") == false)
  }

  @Test(
    "The row of the cursor says what is open, as long as something is",
    arguments: [
      ("post {", "{ is open: an empty line leaves it", "}"), ("post '", "' is open: an empty line leaves it", "'"),
      ("post <<END", "<<END is open: END ends it, Control-C leaves it", "END"),
    ])
  func mark(line: String, mark: String, end: String) throws {
    let terminal = try PseudoTerminal.probe(columns: 70)
    try terminal.type(line + "\r")
    try terminal.wait(for: "the mark") { $0.screen.rows.last?.hasSuffix(" " + mark) == true }
    #expect(terminal.screen.rows.count == 2)
    #expect(terminal.screen.rows.last?.count == 69)
    try terminal.type("a\r")
    try terminal.wait(for: "the mark a row below") {
      $0.screen.rows.count == 3 && $0.screen.rows.last?.hasSuffix(" " + mark) == true
    }
    #expect(terminal.screen.rows[1].drop { $0 == " " } == "a")
    try terminal.type(end)
    try terminal.wait(for: "the line without the mark") { $0.screen.rows.last == end }
    try terminal.type("\r")
    try terminal.waitForText("<line")
  }

  @Test("The mark is shorter where there is less room, and goes when there is none")
  func room() throws {
    let terminal = try PseudoTerminal.probe(columns: 30)
    try terminal.type("post {\r")
    try terminal.wait(for: "the short mark") { $0.screen.rows.last?.hasSuffix("{ is open") == true }
    try terminal.type("123456789 12345678")
    try terminal.wait(for: "the sign") { $0.screen.rows.last == "  123456789 12345678        {" }
    try terminal.type("9 12345")
    try terminal.wait(for: "the text") { $0.screen.rows.last == "  123456789 123456789 12345" }
    try terminal.type("\u{1B}[A")
    try terminal.wait(for: "the mark a row above") {
      $0.screen.rows == [
        "felt> post {        { is open", "  123456789 123456789 12345",
      ]
    }
    terminal.resize(columns: 60, rows: 24)
    try terminal.wait(for: "the longer mark") { $0.screen.rows.contains { $0.hasSuffix("an empty line leaves it") } }
  }

  @Test("Enter on an empty line gives the unfinished command as it is, and Control-C abandons it")
  func left() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("post {\r")
    try terminal.waitForText("{ is open")
    try terminal.type("\r")
    try terminal.waitForText(#"<line "post {" 6>"#)
    #expect(!terminal.screen.text.contains("is open"))
    try terminal.waitForPrompt()
    try terminal.type("post '\r")
    try terminal.waitForText("' is open")
    try terminal.type("\u{3}")
    try terminal.waitForText("<interrupted>")
    #expect(!terminal.screen.text.contains("is open"))
  }

  @Test("An empty line in a text after <<END is part of it")
  func emptyLineInText() throws {
    let terminal = try PseudoTerminal.probe()
    try terminal.type("post <<END\ra\r\r\rEND\r")
    try terminal.waitForText(#"<line "post <<END\na\n\n\nEND" 18>"#)
  }

  @Test("In a quote and behind <<END each line is what is typed, spaces and brackets too", arguments: ["'", "<<END"])
  func textLines(opening: String) throws {
    let terminal = try PseudoTerminal.probe()
    let end = opening == "'" ? opening : "END"
    try terminal.type("post \(opening)\r  {a\r  }\rb\r\(end)\r")
    let line = "post \(opening)\n  {a\n  }\nb\n\(end)"
    try terminal.waitForText("<line \(line.debugDescription) \(line.utf8.count)>")
  }

  @Test("A terminal that can't be edited on says what is open in its prompt, and an empty line leaves it there")
  func dumb() throws {
    let terminal = try PseudoTerminal("editor-probe", environment: ["TERM": "dumb"])
    try terminal.wait(for: "the prompt") { $0.screen.beforeCursor == "felt> " }
    try terminal.type("post {\r")
    try terminal.wait(for: "the continuation") { $0.screen.beforeCursor == "{ ...> " }
    try terminal.type("\r")
    try terminal.waitForText(#"<line "post {" 6>"#)
  }

  @Test("An empty line in a command that is read from a pipe is part of it")
  func pipe() throws {
    let run = try ProgramRun.run("editor-probe", input: "post {\n\n}\n".utf8)
    #expect(run.output == "<line \"post {\\n\\n}\" 9>\n<end>\n")
  }
}
