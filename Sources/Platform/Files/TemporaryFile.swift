internal import CPlatform

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file that is written before it gets its name. Where the system allows, it has no name until then, and ends with
/// the process, however that ends. Elsewhere it is `.feltsh-N.part`, which its writer keeps locked: one that isn't
/// locked was left by a process that was killed, and is removed by the next writer in the same folder.
final class TemporaryFile {
  let descriptor: Int32
  private let folder: String
  /// Its name while it has one.
  private var name: String?

  /// So many writers in one folder have names that the next one looks at; more have names at random.
  private static let slots = 8
  private static let attempts = 100

  /// - Parameter usesNames: whether to do without what only some systems have.
  init(in folder: String, permissions: Int, usesNames: Bool = false) throws(FileError) {
    self.folder = folder
    Self.removeLeftovers(in: folder)
    let unnamed = usesNames ? -1 : unsafe platform_open_unnamed(folder, mode_t(permissions))
    if unnamed >= 0 {
      descriptor = unnamed
      return
    }
    for attempt in 0..<Self.attempts {
      let path = Self.path(folder, attempt)
      let opened = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(permissions))
      guard opened >= 0 else {
        if errno == EEXIST { continue }
        throw .last(folder)
      }
      // Until the lock was there, another process could take the file for a leftover.
      if Self.lock(opened), FilePath.isFile(opened, at: path) {
        (descriptor, name) = (opened, path)
        return
      }
      close(opened)
    }
    throw FileError(path: folder, cause: .noTemporaryFile)
  }

  deinit {
    if let name { unsafe unlink(name) }
    close(descriptor)
  }

  /// Gives the file its place. The lock is kept until it is there.
  ///
  /// - Parameter replaces: whether it takes the place of a file.
  /// - Returns: false when it could not be, as errno says.
  func move(to path: String, replaces: Bool) -> Bool {
    if name == nil {
      if !replaces {
        if unsafe platform_link_unnamed(descriptor, path) == 0 { return true }
        // Another process may have been faster, and a file that is there can only be replaced by one with a name.
        guard errno == EEXIST else { return false }
      }
      guard giveName() else { return false }
    }
    guard let name, unsafe rename(name, path) == 0 else { return false }
    self.name = nil
    return true
  }

  private func giveName() -> Bool {
    _ = Self.lock(descriptor)
    for attempt in 0..<Self.attempts {
      let path = Self.path(folder, attempt)
      if unsafe platform_link_unnamed(descriptor, path) == 0 {
        name = path
        return true
      }
      guard errno == EEXIST else { return false }
    }
    return false
  }

  private static func path(_ folder: String, _ attempt: Int) -> String {
    let name = attempt < slots ? String(attempt) : String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(folder)/.feltsh-\(name).part"
  }

  /// Removes the user's own files of these names that nobody has locked.
  private static func removeLeftovers(in folder: String) {
    for slot in 0..<slots {
      let path = path(folder, slot)
      let opened = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      guard opened >= 0 else { continue }
      defer { close(opened) }
      var status = stat()
      guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        lock(opened), FilePath.isFile(opened, at: path)
      else { continue }
      unsafe unlink(path)
    }
  }

  private static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }
}
