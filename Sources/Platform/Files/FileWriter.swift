#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes a file so that it is there whole or not at all: into a new file beside it, which takes its place at the end.
/// A device such as `/dev/null` is written to directly.
package final class FileWriter {
  private enum Target {
    case file(TemporaryFile, replaces: Bool)
    case device(Int32)
    /// It was committed or abandoned.
    case none
  }

  private let path: String
  private var target: Target
  /// How many bytes of the file that was there come first.
  package private(set) var keptByteCount = 0
  /// As many symbolic links may lead to one another as in other programs. Source: path_resolution(7).
  private static let mostLinks = 40

  /// Begins a file that will stand at `path`. Where that is a symbolic link, the file that it leads to is written, and
  /// created if need be.
  ///
  /// - Parameters:
  ///   - permissions: of a new file; one that is replaced keeps its own.
  ///   - appends: whether the bytes of the file that is there come first.
  ///   - isPrivate: whether nobody but its owner may read it, also where it was there before.
  ///   - usesNames: whether to do without files that have no name yet, as on systems that don't have them.
  package init(
    _ path: String, permissions: Int = 0o644, appends: Bool = false, isPrivate: Bool = false, usesNames: Bool = false
  ) throws(FileError) {
    try FileError.checkName(path)
    let place = try Self.resolved(path)
    self.path = place
    let existing = try ExistingFile(place)
    if let existing, existing.isDevice {
      let descriptor = unsafe open(place, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      if descriptor < 0 { throw FileError.last(path) }
      target = .device(descriptor)
      return
    }
    let file: TemporaryFile
    let wanted = (existing?.permissions ?? permissions) & (isPrivate ? 0o600 : 0o777)
    do throws(FileError) {
      file = try TemporaryFile(in: FilePath.folder(of: place), permissions: wanted, usesNames: usesNames)
    } catch {
      throw FileError(path: path, cause: error.cause)
    }
    target = .file(file, replaces: existing != nil)
    existing?.pass(on: file.descriptor, permissions: wanted)
    if appends, existing != nil { try copyExisting() }
  }

  deinit {
    abandon()
  }

  /// Writes the next bytes.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    switch target {
    case .file(let file, _): try DescriptorIO.write(bytes, to: file.descriptor, path: path)
    case .device(let descriptor): try DescriptorIO.write(bytes, to: descriptor, path: path)
    case .none: throw FileError(path: path, cause: .system(EBADF))
    }
  }

  /// Forgets what was written, so that the file starts over.
  package func restart() throws(FileError) {
    guard case .file(let file, _) = target else { throw FileError(path: path, cause: .system(ESPIPE)) }
    guard ftruncate(file.descriptor, 0) == 0, lseek(file.descriptor, 0, SEEK_SET) == 0 else {
      throw FileError.last(path)
    }
  }

  /// Puts the file in its place.
  package func commit() throws(FileError) {
    defer { abandon() }
    guard case .file(let file, let replaces) = target else { return }
    // Some file systems and devices have nothing to wait for.
    guard fsync(file.descriptor) == 0 || errno == EINVAL || errno == EROFS, file.move(to: path, replaces: replaces)
    else { throw FileError.last(path) }
  }

  /// Leaves what was there as it was.
  package func abandon() {
    if case .device(let descriptor) = target { close(descriptor) }
    target = .none
  }

  /// Writes a whole file.
  package static func write(_ bytes: [UInt8], to path: String, permissions: Int = 0o644) throws(FileError) {
    let writer = try FileWriter(path, permissions: permissions)
    try writer.write(bytes)
    try writer.commit()
  }

  private func copyExisting() throws(FileError) {
    let reader = try FileReader(path)
    while true {
      let chunk = try reader.read()
      if chunk.isEmpty { return }
      try write(chunk)
      keptByteCount += chunk.count
    }
  }

  /// Where a symbolic link leads in the end, whether or not there is something, so that the link stays as it is.
  private static func resolved(_ path: String) throws(FileError) -> String {
    var place = path
    for _ in 0...mostLinks {
      guard let next = FilePath.linkTarget(place) else { return place }
      place = next.utf8.first == UInt8(ascii: "/") ? next : FilePath.folder(of: place) + "/" + next
    }
    throw FileError(path: path, cause: .system(ELOOP))
  }
}

/// What stands where a file will be written.
private struct ExistingFile {
  let isDevice: Bool
  let permissions: Int
  private let owner: uid_t
  private let group: gid_t

  /// - Returns: nil when there is nothing.
  /// - Throws: an error for what can't be replaced by a file, and for a file that may not be written.
  init?(_ path: String) throws(FileError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw FileError.last(path)
    }
    let kind = status.st_mode & S_IFMT
    isDevice = kind == S_IFCHR
    permissions = Int(status.st_mode & 0o777)
    (owner, group) = (status.st_uid, status.st_gid)
    if isDevice { return }
    guard kind == S_IFREG else { throw FileError(path: path, cause: kind == S_IFDIR ? .isDirectory : .notRegularFile) }
    // Its folder may be writable although the file is not.
    let descriptor = unsafe open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.last(path) }
    close(descriptor)
  }

  /// Gives its owner and permissions to the file that takes its place, as far as the system allows: only root can give
  /// a file to somebody else.
  func pass(on descriptor: Int32, permissions: Int) {
    if fchown(descriptor, owner, group) != 0 { _ = fchown(descriptor, uid_t.max, group) }
    _ = fchmod(descriptor, mode_t(permissions))
  }
}
