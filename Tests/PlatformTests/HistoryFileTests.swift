import Platform
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct HistoryFileTests {
  let folder: TemporaryFolder
  let file: HistoryFile

  init() throws {
    folder = try TemporaryFolder()
    file = HistoryFile(path: folder.file("state/feltsh/history"))
  }

  @Test("Entries come back whole and in order, several lines, backslashes and all")
  func roundTrip() throws {
    let entries = ["get /user", "post {\n  \"a\": \"\\n\"\r\n}", "日本 \u{1B}[31m", "\\", "a\0b"]
    for entry in entries {
      try file.append(entry)
    }
    #expect(try file.load(limit: 100) == entries)
    #expect(try file.load(limit: 2) == ["\\", "a\0b"])
    #expect(folder.text(of: "state/feltsh/history")?.split(separator: "\n").count == entries.count)
  }

  @Test("Of a file that has become huge only the end is read, and the next entry shortens it")
  func huge() throws {
    try file.append("first")
    #expect(unsafe truncate(file.path, 1 << 40) == 0)
    let small = HistoryFile(path: file.path, sizeLimit: 1 << 61)
    try small.append("second")
    try small.append("third")
    #expect(try file.load(limit: 10) == ["second", "third"])
    try file.append("fourth")
    #expect(try file.load(limit: 10) == ["second", "third", "fourth"])
    #expect(try folder.read("state/feltsh/history").utf8.count < 4 << 20)
  }

  @Test("Without a file there are no entries, and an empty entry makes none")
  func missing() throws {
    #expect(try file.load(limit: 10).isEmpty)
    try file.append("")
    #expect(folder.names.isEmpty)
  }

  @Test("The file and its folder are the user's alone, also if the file was not before")
  func mode() throws {
    try file.append("get /user")
    #expect(mode(of: file.path) == 0o600)
    #expect(mode(of: folder.file("state/feltsh")) == 0o700)
    let open = try folder.write("whoami\n", to: "open", mode: 0o644)
    #expect(try HistoryFile(path: open).load(limit: 1) == ["whoami"])
    #expect(mode(of: open) == 0o600)
  }

  @Test("A link is not followed, a folder and a device are not taken for a file")
  func notOwnFile() throws {
    let target = try folder.write("precious\n", to: "target")
    let link = folder.file("link")
    #expect(unsafe symlink(target, link) == 0)
    #expect(throws: refused(link)) { try HistoryFile(path: link).append("x") }
    #expect(throws: refused(link)) { try HistoryFile(path: link).load(limit: 1) }
    let pipe = folder.file("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    #expect(throws: refused(pipe)) { try HistoryFile(path: pipe).load(limit: 1) }
    #expect(throws: FileError(path: folder.path, cause: .system(EISDIR))) {
      try HistoryFile(path: folder.path).append("x")
    }
    #expect(try folder.read("target") == "precious\n")
  }

  @Test("Damaged lines are passed over, and a line that was torn doesn't damage the next")
  func damage() throws {
    let bytes = Array("get /a\n\n".utf8) + [0xFF, 0x0A] + Array("bad \\x\nends \\\nnul \0\nget /b\ntorn".utf8)
    let path = try folder.write(bytes, to: "history")
    let damaged = HistoryFile(path: path)
    try damaged.append("get /c")
    #expect(try damaged.load(limit: 10) == ["get /a", "get /b", "torn", "get /c"])
  }

  @Test("A file that has become too long keeps its newest half")
  func shortening() throws {
    let file = HistoryFile(path: folder.file("history"), sizeLimit: 1_000)
    for number in 0..<500 {
      try file.append("get /maps/\(number)")
    }
    let entries = try file.load(limit: 1_000)
    #expect(entries.last == "get /maps/499")
    #expect((25...75).contains(entries.count))
    #expect(entries == (500 - entries.count..<500).map { "get /maps/\($0)" })
    #expect(folder.names == ["history"])
    #expect(mode(of: file.path) == 0o600)
    try file.append(String(repeating: "x", count: 600))
    #expect(try file.load(limit: 1) == ["get /maps/499"])
  }

  @Test("Several shells add at once, also while the file is shortened, and no line is torn")
  func concurrency() async throws {
    let file = HistoryFile(path: folder.file("history"), sizeLimit: 20_000)
    await withTaskGroup { group in
      for shell in 0..<4 {
        group.addTask {
          for number in 0..<300 {
            try? file.append("shell \(shell) entry \(number) with some text behind it")
          }
        }
      }
    }
    let entries = try file.load(limit: 10_000)
    #expect(entries.count > 100)
    for shell in 0..<4 {
      let numbers = entries.compactMap { entry -> Int? in
        let words = entry.split(separator: " ")
        return words.count == 9 && words[1] == "\(shell)" ? Int(words[3]) : nil
      }
      #expect(numbers == numbers.sorted())
      #expect(numbers.isEmpty || numbers.last == 299 || numbers.count < 300)
    }
    #expect(entries.allSatisfy { $0.hasSuffix("with some text behind it") && $0.hasPrefix("shell ") })
  }

  @Test("A file that another program keeps locked is given up on")
  func locked() throws {
    let path = try folder.write("", to: "history")
    let holder = unsafe open(path, O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    #expect(throws: FileError(path: path, cause: .locked)) { try HistoryFile(path: path).append("x") }
  }

  private func refused(_ path: String) -> FileError {
    FileError(path: path, cause: .notOwnFile)
  }

  private func mode(of path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
