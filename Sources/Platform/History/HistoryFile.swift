/// The lines of earlier sessions, in a file that several shells add to at the same time.
///
/// An entry is written with one write, under a lock. The file is the user's alone (0600), and a link in its place is
/// not followed. Damaged lines are skipped. Keeping secrets out of the file is the caller's task.
package struct HistoryFile: Sendable {
  /// Where the file is; it need not exist.
  package let path: String
  /// Longer files are shortened, in bytes.
  package let sizeLimit: Int

  package init(path: String, sizeLimit: Int = 4 << 20) {
    self.path = path
    self.sizeLimit = sizeLimit
  }

  /// Adds an entry. The file and the folders above it are created if need be; a file that has become too long is
  /// shortened to its newest half.
  package func append(_ entry: String) throws(FileError) {
    guard !entry.isEmpty else { return }
    var line = HistoryEncoding.encode(entry)
    guard line.count <= sizeLimit / 4 else { return }
    let file = try LockedFile(path: path, creates: true)
    // A process that was killed while writing left no newline behind.
    if let last = file.lastByte, last != UInt8(ascii: "\n") {
      line.insert(UInt8(ascii: "\n"), at: 0)
    }
    try file.append(line)
    if file.byteCount > sizeLimit {
      try shorten(file)
    }
  }

  /// The newest entries, oldest first; none when there is no file.
  package func load(limit: Int) throws(FileError) -> [String] {
    let file: LockedFile
    do {
      file = try LockedFile(path: path, creates: false)
    } catch {
      guard error.isMissingFile else { throw error }
      return []
    }
    // The first line of the tail may have no beginning.
    let bytes = try file.tail(sizeLimit * 2)
    let lines = bytes.count < file.byteCount ? bytes.drop { $0 != UInt8(ascii: "\n") } : bytes[...]
    var entries: [String] = []
    for line in lines.split(separator: UInt8(ascii: "\n")).reversed() where entries.count < limit {
      if let entry = HistoryEncoding.decode(line) {
        entries.append(entry)
      }
    }
    return entries.reversed()
  }

  /// Replaces this file with one that holds the newest half of the lines, in one step.
  private func shorten(_ file: LockedFile) throws(FileError) {
    let tail = try file.tail(sizeLimit / 2)
    let whole = tail.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    try FileWriter.write(Array(whole), to: path, permissions: 0o600)
  }
}
