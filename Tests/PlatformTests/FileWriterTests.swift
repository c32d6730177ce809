import Platform
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct FileWriterTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("A device takes what is written, and stays what it is")
  func device() throws {
    try FileWriter.write(Array("gone".utf8), to: "/dev/null")
    let writer = try FileWriter("/dev/null", appends: true)
    try writer.write(Array("gone".utf8))
    writer.abandon()
    var status = stat()
    #expect(unsafe stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: FileError(path: "/dev/full", cause: .system(ENOSPC))) {
      try FileWriter.write(Array("x".utf8), to: "/dev/full")
    }
  }

  @Test("A file is there whole or as it was, with its permissions and behind its link")
  func writing() throws {
    let path = folder.file("file")
    try FileWriter.write(Array("old".utf8), to: path, permissions: 0o600)
    let abandoned = try FileWriter(path)
    try abandoned.write(Array("half".utf8))
    abandoned.abandon()
    #expect(try folder.read("file") == "old")
    #expect(unsafe symlink(path, folder.file("link")) == 0)
    try FileWriter.write(Array("new".utf8), to: folder.file("link"))
    #expect(try folder.read("file") == "new")
    #expect(folder.permissions("file") == 0o600)
    let appending = try FileWriter(path, appends: true)
    try appending.write(Array("er".utf8))
    try appending.commit()
    #expect(try folder.read("file") == "newer")
    #expect(folder.names == ["file", "link"])
    #expect(throws: FileError.self) { try FileWriter(folder.file("none/file")) }
    #expect(throws: FileError.self) { try FileWriter(folder.path) }
  }

  @Test("Through a link that leads nowhere yet the file is made there, and links that lead in a circle are refused")
  func links() throws {
    #expect(unsafe mkdir(folder.file("sub"), 0o700) == 0)
    #expect(unsafe symlink("sub/new", folder.file("link")) == 0 && symlink("link", folder.file("other")) == 0)
    try FileWriter.write(Array("1".utf8), to: folder.file("other"))
    #expect(try folder.read("sub/new") == "1")
    #expect(FilePath.real(folder.file("other"))?.hasSuffix("/sub/new") == true)
    #expect(unsafe symlink("b", folder.file("a")) == 0 && symlink("a", folder.file("b")) == 0)
    #expect(throws: FileError(path: folder.file("a"), cause: .system(ELOOP))) {
      try FileWriter.write(Array("1".utf8), to: folder.file("a"))
    }
    #expect(unsafe symlink("none/x", folder.file("c")) == 0)
    #expect(throws: FileError(path: folder.file("c"), cause: .system(ENOENT))) {
      try FileWriter.write(Array("1".utf8), to: folder.file("c"))
    }
    #expect(folder.names == ["a", "b", "c", "link", "other", "sub"])
  }

  @Test("The longest name that a file can have is written", arguments: [false, true])
  func longName(usesNames: Bool) throws {
    let name = String(repeating: "é", count: 127) + "x"
    for text in ["first", "second"] {
      let writer = try FileWriter(folder.file(name), usesNames: usesNames)
      try writer.write(Array(text.utf8))
      try writer.commit()
      #expect(try folder.read(name) == text)
    }
    #expect(folder.names == [name])
  }

  @Test("A file that may not be written is not replaced, although its folder may be", .enabled(if: geteuid() != 0))
  func readOnly() throws {
    try folder.write("old", to: "file", mode: 0o400)
    #expect(throws: FileError(path: folder.file("file"), cause: .system(EACCES))) {
      try FileWriter.write(Array("new".utf8), to: folder.file("file"))
    }
    #expect(try folder.read("file") == "old")
  }

  @Test("What a killed program left is removed by the next writer, and what others are writing is not")
  func leftovers() throws {
    try folder.write("half", to: ".feltsh-0.part")
    try folder.write("half", to: ".feltsh-5.part")
    let first = try FileWriter(folder.file("a"), usesNames: true)
    let second = try FileWriter(folder.file("b"), usesNames: true)
    #expect(folder.names == [".feltsh-0.part", ".feltsh-1.part"])
    try first.write(Array("1".utf8))
    try second.write(Array("2".utf8))
    try FileWriter.write(Array("3".utf8), to: folder.file("c"))
    try FileWriter.write(Array("4".utf8), to: folder.file("c"))
    try second.commit()
    try first.commit()
    #expect(folder.names == ["a", "b", "c"])
    #expect(try [folder.read("a"), folder.read("b"), folder.read("c")] == ["1", "2", "4"])
  }

  @Test("Many writers in one folder don't get in each other's way", arguments: [false, true])
  func manyWriters(usesNames: Bool) throws {
    let writers = try (0..<30).map { try FileWriter(folder.file("file\($0 % 20)"), usesNames: usesNames) }
    for writer in writers { try writer.write(Array("x".utf8)) }
    for writer in writers { try writer.commit() }
    #expect(folder.names.count == 20)
  }

  @Test(
    "While a file is written nothing stands under its name, and what is given up leaves nothing",
    arguments: [false, true])
  func unfinished(usesNames: Bool) throws {
    do {
      let writer = try FileWriter(folder.file("file"), usesNames: usesNames)
      try writer.write(Array("half".utf8))
      #expect(folder.names.allSatisfy { $0 == ".feltsh-0.part" })
    }
    #expect(folder.names.isEmpty)
  }
}
