import Platform
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct FileReaderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func cause(of path: String) -> FileError.Cause? {
    do throws(FileError) {
      _ = try FileReader.contents(of: path)
      return nil
    } catch {
      return error.cause
    }
  }

  @Test("Directories, FIFOs, missing files and names with NUL are refused with the reason")
  func unreadable() throws {
    #expect(unsafe mkfifo(folder.file("fifo"), 0o600) == 0)
    #expect(cause(of: folder.path) == .isDirectory)
    #expect(cause(of: folder.file("fifo")) == .notRegularFile)
    #expect(cause(of: folder.file("none")) == .system(ENOENT))
    #expect(cause(of: "") == .emptyName)
    #expect(cause(of: "a\0b") == .nulInName)
  }

  @Test("A file is measured before it is read, and one that is longer than the limit is refused")
  func tooLong() throws {
    let path = try folder.write("x", to: "huge")
    #expect(unsafe truncate(path, 1 << 42) == 0)
    #expect(cause(of: path) == .tooLong(limit: FileReader.usualLimit))
    #expect(throws: FileError(path: path, cause: .tooLong(limit: 1 << 41))) {
      try FileReader.contents(of: path, limit: 1 << 41)
    }
    try folder.write("1234", to: "small")
    #expect(try FileReader.contents(of: folder.file("small"), limit: 4).count == 4)
    #expect(throws: FileError.self) { try FileReader.contents(of: folder.file("small"), limit: 3) }
  }

  @Test("A file that is not UTF-8 is refused with the line")
  func notText() throws {
    let path = try folder.write([0x61, 0x0A, 0xFF], to: "bytes")
    #expect(throws: FileError(path: path, cause: .notUTF8(line: 2))) { try FileReader.text(of: path) }
    #expect(try FileReader.contents(of: path) == [0x61, 0x0A, 0xFF])
  }
}
