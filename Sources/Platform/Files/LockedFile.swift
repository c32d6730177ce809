#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file of the user's own that is open, and locked against other processes, as long as this value lives.
package final class LockedFile {
  /// How often, and for how many milliseconds each time, to wait for a lock that another program holds.
  private static let patience = (times: 50, milliseconds: Int32(10))

  private let descriptor: Int32
  package let path: String

  /// Opens the file to read and to append, and locks it. A symbolic link is not followed; a file that others can read
  /// becomes the user's alone (0600).
  ///
  /// - Parameters:
  ///   - creates: whether a missing file is created, with the folders above it.
  ///   - waits: whether to wait up to half a second for another program's lock.
  package init(path: String, creates: Bool, waits: Bool = true) throws(FileError) {
    try FileError.checkName(path)
    if creates {
      FilePath.createFolders(above: path)
    }
    for _ in 0..<10 {
      let opened = try Self.open(path, creates: creates)
      do {
        try Self.lock(opened, path, attempts: waits ? Self.patience.times : 1)
      } catch {
        close(opened)
        throw error
      }
      // Another process may have replaced this file before the lock was free.
      if FilePath.isFile(opened, at: path) {
        descriptor = opened
        self.path = path
        return
      }
      close(opened)
    }
    throw FileError(path: path, cause: .locked)
  }

  deinit {
    close(descriptor)
  }

  /// The file's length in bytes.
  package var byteCount: Int { Self.status(of: descriptor).map { Int($0.st_size) } ?? 0 }

  /// The last byte; nil when there is none.
  package var lastByte: UInt8? {
    var byte: UInt8 = 0
    let count = byteCount
    guard count > 0, unsafe pread(descriptor, &byte, 1, off_t(count - 1)) == 1 else { return nil }
    return byte
  }

  /// The whole file.
  ///
  /// - Parameter limit: the most bytes that are read; a longer file is an error.
  package func contents(limit: Int) throws(FileError) -> [UInt8] {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .last(path) }
    return try DescriptorIO.readAll(from: descriptor, path: path, limit: limit, expected: byteCount)
  }

  /// The last bytes, and no more of the file is read.
  package func tail(_ count: Int) throws(FileError) -> [UInt8] {
    let length = byteCount
    guard lseek(descriptor, off_t(max(0, length - count)), SEEK_SET) >= 0 else { throw .last(path) }
    return try DescriptorIO.readAll(from: descriptor, path: path, limit: min(length, count))
  }

  /// Adds bytes at the end: all of them, or none when that fails.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    let count = byteCount
    do { try DescriptorIO.write(bytes, to: descriptor, path: path) } catch {
      _ = ftruncate(descriptor, off_t(count))
      throw error
    }
  }

  private static func open(_ path: String, creates: Bool) throws(FileError) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (creates ? O_CREAT : 0)
    let opened = openFile(path, flags, 0o600)
    guard opened >= 0 else {
      throw errno == ELOOP ? FileError(path: path, cause: .notOwnFile) : .last(path)
    }
    guard let status = status(of: opened), status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      close(opened)
      throw FileError(path: path, cause: .notOwnFile)
    }
    if status.st_mode & 0o077 != 0 {
      _ = fchmod(opened, 0o600)
    }
    return opened
  }

  private static func lock(_ descriptor: Int32, _ path: String, attempts: Int) throws(FileError) {
    for attempt in 1...attempts {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .last(path) }
      if attempt < attempts { _ = poll(nil, 0, patience.milliseconds) }
    }
    throw FileError(path: path, cause: .locked)
  }

  private static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }
}

/// `open(2)`, whose name the method above hides.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  unsafe open(path, flags, mode)
}
