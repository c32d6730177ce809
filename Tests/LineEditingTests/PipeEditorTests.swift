import TestSupport
import Testing

@Suite struct PipeEditorTests {
  /// What the program says of this input: a line number, and what came.
  private func read(_ bytes: [UInt8]) throws -> [String] {
    let run = try ProgramRun.run("editor-probe", input: bytes, environment: ["PROBE_NUMBERS": "1"])
    #expect(run.status == 0)
    return run.output.split(separator: "\n").map { String($0.dropFirst().dropLast()) }
  }

  @Test("Each command comes with the number of the line it begins at")
  func lineNumbers() throws {
    let seen = try read(Array("\u{FEFF}one\r\n\ntwo {a\nb\nc}\nthree".utf8))
    #expect(
      seen == [
        "1 line \"one\" 3", "2 line \"\" 0", "3 line \"two {a\\nb\\nc}\" 11", "6 line \"three\" 5", "7 end",
      ])
  }

  @Test("What is unfinished at the end is given as it is")
  func unfinished() throws {
    #expect(try read(Array("one {\nb\n".utf8)) == [#"1 line "one {\nb" 7"#, "3 end"])
  }

  @Test("A line that is not text is reported by its number, and the next one is read")
  func notText() throws {
    let seen = try read(Array("one\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("a\0b\ntwo\n".utf8))
    #expect(
      seen == [
        #"1 line "one" 3"#, "2 error line 2 is not UTF-8", "3 error line 3 holds a NUL byte", #"4 line "two" 3"#,
        "5 end",
      ])
  }

  @Test("A line of a megabyte is read whole")
  func longLine() throws {
    let seen = try read(Array(repeating: UInt8(ascii: "x"), count: 1 << 20) + [0x0A])
    #expect(seen.first?.hasPrefix("1 line \"xxx") == true)
    #expect(seen.first?.hasSuffix("x\" 1048576") == true)
  }

  @Test("A program reads commands from a pipe without prompt or echo")
  func program() throws {
    let run = try ProgramRun.run("editor-probe", input: "one\npost {\n}\nleave\nnever\n".utf8)
    #expect(run.output == "<line \"one\" 3>\n<line \"post {\\n}\" 8>\n")
    #expect(run.error.isEmpty)
    #expect(run.status == 0)
  }

  @Test("What can't be read is reported once and ends the input")
  func unreadable() throws {
    let program = try PseudoTerminal.product("editor-probe")
    let run = try ProgramRun.run("/bin/sh", ["-c", "exec '\(program)' < /tmp"])
    #expect(run.output.split(separator: "\n") == ["<error it can't be read (errno 21)>", "<end>"])
  }

  @Test("Without a terminal a secret can't be asked for")
  func secret() throws {
    let run = try ProgramRun.run(
      "/usr/bin/setsid", ["-w", PseudoTerminal.product("editor-probe")], input: "secret\n".utf8)
    #expect(run.status != 0)
    #expect(run.error.contains("there is no terminal to ask on"))
  }
}
