internal import Platform

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A lock on a file, held by a second file beside it: the file itself is replaced with each save, and a lock on it
/// would be lost. The system ends the lock with the process, however that ends.
final class LockFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private static let attempts = 100

  init(for file: String) throws(StateFileError) {
    let path = file + ".lock"
    for _ in 0..<Self.attempts {
      let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw StateFileError(file, "\(path) can't be created: \(Self.lastError)") }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let reason = errno == EWOULDBLOCK ? "another sandbox uses this state" : Self.lastError
        close(descriptor)
        throw StateFileError(file, reason)
      }
      // Another process may have removed the file between opening and locking it.
      if FilePath.isFile(descriptor, at: path) {
        (self.path, self.descriptor) = (path, descriptor)
        return
      }
      close(descriptor)
    }
    throw StateFileError(file, "\(path) can't be locked")
  }

  deinit {
    unsafe unlink(path)
    close(descriptor)
  }

  private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
