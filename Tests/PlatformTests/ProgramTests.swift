import Platform
import TestSupport
import Testing

@Suite struct ProgramTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("A program gets the bytes, may leave early, and tells its status")
  func input() throws {
    let child = try ChildProgram(shellCommand: "cat > '\(folder.path)/out'")
    try child.write(Array("text".utf8))
    #expect(try child.finish() == 0)
    #expect(try folder.read("out") == "text")
  }

  @Test("A program that has the terminal is given its arguments and tells its status")
  func arguments() throws {
    #expect(try ChildProgram.run(shellCommand: "test 1 = ", arguments: ["1"]) == 0)
    #expect(try ChildProgram.run(shellCommand: "exit 3 #", arguments: []) == 3)
  }

  @Test("The editor is VISUAL, then EDITOR, then vi; an empty variable doesn't count")
  func editorChoice() {
    #expect(ExternalEditor(environment: ["EDITOR": "ed", "VISUAL": ""]).command == "ed")
    #expect(ExternalEditor(environment: ["EDITOR": "ed", "VISUAL": "emacs"]).command == "emacs")
    #expect(ExternalEditor(environment: [:]).command == "vi")
  }

  @Test("Text edited in another program comes back, and its file is private and goes")
  func edit() throws {
    let script = try folder.write(
      "#!/bin/sh\nstat -c %a \"$1\" > '\(folder.path)/mode'\necho more >> \"$1\"\n", to: "editor", mode: 0o700)
    let editor = ExternalEditor(environment: ["VISUAL": "sh \(script)", "TMPDIR": folder.path])
    #expect(try editor.edit("text") == "text\nmore")
    #expect(try folder.read("mode") == "600\n")
    #expect(folder.names == ["editor", "mode"])
  }
}
