#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The lines of earlier sessions, in a file that several shells add to at once.
///
/// An entry is written at once and in one piece, under a lock. The file is the user's alone (0600); a link in its place
/// is not followed. Damaged lines are passed over. What must not get into the file, its user keeps from it.
package struct HistoryFile: Sendable {
  /// Why the file could not be used.
  package enum Problem: Error, Equatable {
    /// It is something else than a file of the user's own.
    case notOwnFile
    /// Another program keeps it locked.
    case busy
    /// The system says why, as an `errno`.
    case system(Int32)
  }

  /// Where the file is; it need not exist.
  package let path: String
  /// Longer files are shortened, in bytes.
  package let sizeLimit: Int

  package init(path: String, sizeLimit: Int = 4 << 20) {
    self.path = path
    self.sizeLimit = sizeLimit
  }

  /// Adds an entry. The file is made if need be, with the folders it is in, and shortened to its newest half when it
  /// has become too long.
  package func append(_ entry: String) throws(Problem) {
    guard !entry.isEmpty else { return }
    var line = HistoryEncoding.encode(entry)
    guard line.count <= sizeLimit / 4 else { return }
    let file = try LockedFile(path: path, creates: true)
    // Whoever was interrupted while writing left no newline behind.
    if let last = file.lastByte, last != UInt8(ascii: "\n") {
      line.insert(UInt8(ascii: "\n"), at: 0)
    }
    guard FileBytes.write(line, to: file.descriptor) else { throw .system(errno) }
    if file.size > sizeLimit {
      try shorten(file)
    }
  }

  /// The newest entries, oldest first; none when there is no file.
  package func load(limit: Int) throws(Problem) -> [String] {
    let file: LockedFile
    do {
      file = try LockedFile(path: path, creates: false)
    } catch .system(ENOENT) {
      return []
    }
    guard let bytes = FileBytes.read(file.descriptor, limit: max(sizeLimit * 4, 64 << 20)) else { return [] }
    var entries: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")).reversed() where entries.count < limit {
      if let entry = HistoryEncoding.decode(line) {
        entries.append(entry)
      }
    }
    return entries.reversed()
  }

  /// Puts a file with the newest half of the lines in place of this one, in one step.
  private func shorten(_ file: LockedFile) throws(Problem) {
    guard let bytes = file.wholeContent() else { throw .system(errno) }
    let tail = bytes.suffix(sizeLimit / 2)
    let whole = tail.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    var template = Array("\(path).XXXXXX".utf8CString)
    let other = unsafe mkstemp(&template)
    guard other >= 0 else { throw .system(errno) }
    defer { close(other) }
    let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard FileBytes.write(Array(whole), to: other), fsync(other) == 0, unsafe rename(temporary, path) == 0 else {
      let problem = errno
      unsafe unlink(temporary)
      throw .system(problem)
    }
  }
}
