import Foundation
import Platform
import Testing

@Suite struct FileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "feltsh-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test("Directories, FIFOs, missing files and names with NUL are refused with the reason")
  func unreadable() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let made = unsafe mkfifo(folder + "/fifo", 0o600)
    #expect(made == 0)
    for (path, reason) in [
      (folder, "this is a directory"), (folder + "/fifo", "this is not a regular file"),
      (folder + "/none", "no such file"), ("", "empty"),
      ("a\u{0}b", "NUL"),
    ] {
      #expect { try FileReader.contents(of: path) } throws: { ($0 as? FileError)?.reason.contains(reason) ?? false }
    }
    try FileWriter.write([0x61, 0x0A, 0xFF], to: folder + "/bytes")
    #expect { try FileReader.text(of: folder + "/bytes") } throws: {
      ($0 as? FileError)?.reason.contains("line 2") ?? false
    }
  }

  @Test("A device takes what is written, and stays what it is")
  func device() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileWriter.write(Array("gone".utf8), to: "/dev/null")
    let writer = try FileWriter("/dev/null", appends: true)
    try writer.write(Array("gone".utf8))
    writer.abandon()
    var status = stat()
    #expect(unsafe stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect { try FileWriter.write(Array("x".utf8), to: "/dev/full") } throws: {
      ($0 as? FileError)?.reason.contains("no space") ?? false
    }
  }

  @Test("A file is there whole or as it was, with its permissions and behind its link")
  func writing() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/file"
    try FileWriter.write(Array("old".utf8), to: path, permissions: 0o600)
    let abandoned = try FileWriter(path)
    try abandoned.write(Array("half".utf8))
    abandoned.abandon()
    #expect(try FileReader.text(of: path) == "old")
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
    try FileWriter.write(Array("new".utf8), to: folder + "/link")
    #expect(try FileReader.text(of: path) == "new")
    #expect(try FileReader(path).permissions == 0o600)
    let appending = try FileWriter(path, appends: true)
    try appending.write(Array("er".utf8))
    try appending.commit()
    #expect(try FileReader.text(of: path) == "newer")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["file", "link"])
    #expect(throws: FileError.self) { try FileWriter(folder + "/none/file") }
    #expect(throws: FileError.self) { try FileWriter(folder) }
  }

  @Test("A program gets the bytes, may leave early, and tells its status")
  func programs() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let child = try ChildProgram(shellCommand: "cat > '\(folder)/out'")
    try child.write(Array("text".utf8))
    #expect(try child.finish() == 0)
    #expect(try FileReader.text(of: folder + "/out") == "text")
    #expect(try ChildProgram.run(shellCommand: "test 1 = ", arguments: ["1"]) == 0)
    #expect(try ChildProgram.run(shellCommand: "exit 3 #", arguments: []) == 3)
  }
}
