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
}
