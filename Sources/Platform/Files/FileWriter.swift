#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes a file so that it is there whole or not at all: into a new file beside it, which takes its place at the end. A
/// device such as `/dev/null` is written to directly.
package final class FileWriter {
  private let path: String
  /// The new file; nil for a device.
  private let temporaryPath: String?
  private var descriptor: Int32
  private static let attempts = 100

  /// Begins a file that will stand at `path`.
  ///
  /// - Parameters:
  ///   - permissions: of a new file; one that is replaced keeps its own.
  ///   - appends: whether the bytes of the file that is there come first.
  package init(_ path: String, permissions: Int = 0o644, appends: Bool = false) throws(FileError) {
    try FileError.checkName(path)
    let target = try Self.resolved(path)
    self.path = target
    if Self.kind(of: target)?.isDevice ?? false {
      temporaryPath = nil
      descriptor = unsafe open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      if descriptor < 0 { throw FileError.last(path) }
      return
    }
    let existing = try Self.existingPermissions(target)
    let mode = existing ?? permissions
    var opened: (Int32, String)?
    for attempt in 0..<Self.attempts {
      let name = "\(target).\(getpid())-\(attempt).part"
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(mode))
      if descriptor >= 0 {
        // The file that is replaced says more than the umask.
        if existing != nil { fchmod(descriptor, mode_t(mode)) }
        opened = (descriptor, name)
        break
      }
      if errno != EEXIST { throw FileError.last(path) }
    }
    guard let opened else { throw FileError(path: path, cause: .noTemporaryFile) }
    (descriptor, temporaryPath) = opened
    if appends { try copyExisting() }
  }

  deinit {
    abandon()
  }

  /// Writes the next bytes.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try DescriptorIO.write(bytes, to: descriptor, path: path)
  }

  /// Puts the file in its place.
  package func commit() throws(FileError) {
    guard descriptor >= 0 else { return }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw FileError.last(path) }
    let closed = close(descriptor)
    descriptor = -1
    guard let temporaryPath else { return }
    guard closed == 0, unsafe rename(temporaryPath, path) == 0 else {
      let error = FileError.last(path)
      unsafe unlink(temporaryPath)
      throw error
    }
  }

  /// Leaves what was there as it was.
  package func abandon() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let temporaryPath { unsafe unlink(temporaryPath) }
  }

  /// Writes a whole file.
  package static func write(_ bytes: [UInt8], to path: String, permissions: Int = 0o644) throws(FileError) {
    let writer = try FileWriter(path, permissions: permissions)
    try writer.write(bytes)
    try writer.commit()
  }

  private func copyExisting() throws(FileError) {
    guard unsafe access(path, F_OK) == 0 else { return }
    let reader = try FileReader(path)
    while true {
      let chunk = try reader.read()
      if chunk.isEmpty { return }
      try write(chunk)
    }
  }

  /// Where a symbolic link leads, so that the link stays and its file is replaced.
  private static func resolved(_ path: String) throws(FileError) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func existingPermissions(_ path: String) throws(FileError) -> Int? {
    guard let kind = kind(of: path) else { return nil }
    guard kind.isRegular else { throw FileError(path: path, cause: .notRegularFile) }
    return kind.permissions
  }

  private struct Kind {
    let isRegular: Bool
    let isDevice: Bool
    let permissions: Int
  }

  private static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    let kind = status.st_mode & S_IFMT
    return Kind(isRegular: kind == S_IFREG, isDevice: kind == S_IFCHR, permissions: Int(status.st_mode & 0o777))
  }
}
