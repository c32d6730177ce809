#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A new file that only its owner can read, for a person to edit.
package enum PrivateFile {
  private static let attempts = 100

  /// Creates a file with a fresh name in a folder for temporary files.
  ///
  /// - Parameter suffix: the end of its name, such as `.json`, from which editors know its kind.
  /// - Returns: its path.
  package static func create(_ bytes: [UInt8], in folder: String, suffix: String) throws(FileError) -> String {
    for _ in 0..<attempts {
      let name = "\(folder)/feltsh-\(String(UInt64.random(in: .min ... .max), radix: 36))\(suffix)"
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        if errno == EEXIST { continue }
        throw .last(folder)
      }
      defer { close(descriptor) }
      do {
        try DescriptorIO.write(bytes, to: descriptor, path: name)
      } catch {
        remove(name)
        throw error
      }
      return name
    }
    throw FileError(path: folder, cause: .noTemporaryFile)
  }

  /// Makes a folder for its owner alone, with those above it.
  ///
  /// - Returns: whether it is there.
  package static func createFolder(_ path: String) -> Bool {
    FilePath.createFolders(above: path)
    return unsafe mkdir(path, 0o700) == 0 || errno == EEXIST
  }

  /// Removes a file.
  package static func remove(_ path: String) {
    unsafe unlink(path)
  }

  /// The folder for temporary files: `TMPDIR`, or `/tmp`.
  package static func temporaryFolder(_ environment: [String: String]) -> String {
    environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }
}
