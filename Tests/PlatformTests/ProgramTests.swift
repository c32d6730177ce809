import Platform
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

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

  #if os(Linux)
  @Test("A program inherits none of our descriptors, even one that was not marked to be closed")
  func descriptors() throws {
    let open = dup(STDERR_FILENO)
    defer { close(open) }
    #expect(open > 2 && fcntl(open, F_GETFD) == 0)
    let list = "ls /proc/self/fd > '\(folder.path)/out' #"
    #expect(try ChildProgram.run(shellCommand: list, arguments: []) == 0)
    // The fourth is the directory that ls itself reads.
    #expect(try folder.read("out") == "0\n1\n2\n3\n")
    let child = try ChildProgram(shellCommand: list)
    #expect(try child.finish() == 0)
    #expect(try folder.read("out") == "0\n1\n2\n3\n")
  }
  #endif

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

@Suite struct PagerProgramTests {
  init() {
    // The program does so at its start.
    signal(SIGPIPE, SIG_IGN)
  }

  @Test("Text is taken without waiting for a program that does not read yet, and arrives whole")
  func spooled() throws {
    let folder = try TemporaryFolder()
    unsafe mkfifo(folder.file("go"), 0o600)
    let pager = try PagerProgram(
      shellCommand: "read line < '\(folder.file("go"))'; cat > '\(folder.file("text"))'", temporaryFolder: folder.path)
    let piece = Array(String(repeating: "0123456789abcdef", count: 4096).utf8)
    for _ in 0..<32 { try pager.write(piece) }
    #expect(folder.names == ["go"])
    try folder.write("\n", to: "go")
    #expect(pager.finish() == 0)
    #expect(try folder.read("text").utf8.count == 32 * piece.count)
  }

  @Test("A program that leaves early ends the writing quietly")
  func left() throws {
    let pager = try PagerProgram(shellCommand: "exit 3", temporaryFolder: "/tmp")
    while !pager.hasLeft { try pager.write(Array("text\n".utf8)) }
    #expect(pager.finish() == 3)
  }
}
