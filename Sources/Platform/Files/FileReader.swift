#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Reads files that a person names. Only regular files are read: a directory has no bytes and a FIFO may never end.
package final class FileReader {
  private let descriptor: Int32
  private let path: String
  /// What tells it from what it may become.
  package let version: FileVersion
  /// The size in bytes when the file was opened.
  package let byteCount: Int
  /// The permission bits, such as 0o600.
  package let permissions: Int
  /// Whether it belongs to the user who runs the program.
  package let isOwn: Bool

  /// Opens a file.
  ///
  /// - Parameter followsLinks: whether `path` may be a symbolic link.
  package init(_ path: String, followsLinks: Bool = true) throws(FileError) {
    try FileError.checkName(path)
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = unsafe open(path, flags)
    guard descriptor >= 0 else {
      if !followsLinks, errno == ELOOP { throw FileError(path: path, cause: .notOwnFile) }
      throw .last(path)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = FileError.last(path)
      close(descriptor)
      throw error
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      close(descriptor)
      throw FileError(path: path, cause: kind == S_IFDIR ? .isDirectory : .notRegularFile)
    }
    self.descriptor = descriptor
    self.path = path
    version = FileVersion(status)
    byteCount = Int(status.st_size)
    permissions = Int(status.st_mode & 0o7777)
    isOwn = status.st_uid == geteuid()
  }

  deinit {
    close(descriptor)
  }

  /// Throws when the file has changed since it was opened.
  package func checkUnchanged() throws(FileError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last(path) }
    if FileVersion(status) != version { throw FileError(path: path, cause: .changed) }
  }

  /// Whether a file of that name exists; true too when that can't be found out.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }

  /// Whether a regular file is at a path, or a link to one.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    guard !path.utf8.contains(0), unsafe stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// The next bytes; empty at the end.
  package func read(atMost count: Int = 65_536) throws(FileError) -> [UInt8] {
    try DescriptorIO.read(atMost: count, from: descriptor, path: path)
  }

  /// The longest file that is read as a whole, in bytes, where the caller doesn't say.
  package static let usualLimit = 64 << 20

  /// The whole file. It is measured before it is read.
  ///
  /// - Parameter limit: the most bytes that are read; a longer file is an error.
  package static func contents(
    of path: String, limit: Int = usualLimit, followsLinks: Bool = true
  ) throws(FileError) -> [UInt8] {
    let reader = try FileReader(path, followsLinks: followsLinks)
    return try DescriptorIO.readAll(
      from: reader.descriptor, path: path, limit: limit, expected: reader.byteCount)
  }

  /// The whole file as text.
  package static func text(
    of path: String, limit: Int = usualLimit, followsLinks: Bool = true
  ) throws(FileError) -> String {
    let bytes = try contents(of: path, limit: limit, followsLinks: followsLinks)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      throw FileError(path: path, cause: .notUTF8(line: valid.count { $0.isNewline } + 1))
    }
    return text
  }
}

/// What tells a file from what it was or will be: which one it is, how long, and when it was last written.
package struct FileVersion: Sendable, Hashable {
  package let byteCount: Int
  private let device: UInt64
  private let inode: UInt64
  private let seconds: Int
  private let nanoseconds: Int

  fileprivate init(_ status: stat) {
    byteCount = Int(status.st_size)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    #if canImport(Glibc)
    let time = status.st_mtim
    #else
    let time = status.st_mtimespec
    #endif
    (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
  }
}
