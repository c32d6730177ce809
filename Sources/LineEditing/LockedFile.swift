#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file of the user's own, open and locked as long as this lives.
final class LockedFile {
  /// How often, and for how many milliseconds each time, a lock that another program holds is waited for.
  private static let patience = (times: 50, milliseconds: Int32(10))

  let descriptor: Int32

  /// Opens the file to read and to append, and locks it.
  init(path: String, creates: Bool) throws(HistoryFile.Problem) {
    if creates {
      Self.makeFolders(of: path)
    }
    for _ in 0..<10 {
      let opened = try Self.open(path, creates: creates)
      do {
        try Self.lock(opened)
      } catch {
        close(opened)
        throw error
      }
      // Another shell may have put a shorter file in this one's place while the lock was waited for.
      if Self.isStill(opened, at: path) {
        descriptor = opened
        return
      }
      close(opened)
    }
    throw .busy
  }

  deinit {
    close(descriptor)
  }

  /// How long the file is, in bytes.
  var size: Int { Self.status(of: descriptor).map { Int($0.st_size) } ?? 0 }

  /// The last byte; nil when there is none.
  var lastByte: UInt8? {
    var byte: UInt8 = 0
    let size = size
    guard size > 0, unsafe pread(descriptor, &byte, 1, off_t(size - 1)) == 1 else { return nil }
    return byte
  }

  /// All of the file; nil with `errno` set when it can't be read.
  func wholeContent() -> [UInt8]? {
    lseek(descriptor, 0, SEEK_SET) == 0 ? FileBytes.read(descriptor, limit: .max - 65_536) : nil
  }

  private static func open(_ path: String, creates: Bool) throws(HistoryFile.Problem) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (creates ? O_CREAT : 0)
    let opened = openFile(path, flags, 0o600)
    guard opened >= 0 else { throw errno == ELOOP ? .notOwnFile : .system(errno) }
    guard let status = status(of: opened), status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      close(opened)
      throw .notOwnFile
    }
    if status.st_mode & 0o077 != 0 {
      _ = fchmod(opened, 0o600)
    }
    return opened
  }

  private static func lock(_ descriptor: Int32) throws(HistoryFile.Problem) {
    for _ in 0..<patience.times {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .system(errno) }
      _ = poll(nil, 0, patience.milliseconds)
    }
    throw .busy
  }

  private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
    var named = stat()
    guard let opened = status(of: descriptor), unsafe lstat(path, &named) == 0 else { return false }
    return opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  private static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Makes the folders above a file, for the user alone.
  private static func makeFolders(of path: String) {
    for index in path.indices where path[index] == "/" && index != path.startIndex {
      _ = unsafe mkdir(String(path[..<index]), 0o700)
    }
  }

  private static func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    #if canImport(Glibc)
    unsafe Glibc.open(path, flags, mode)
    #else
    unsafe Darwin.open(path, flags, mode)
    #endif
  }
}
