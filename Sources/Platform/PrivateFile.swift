#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A new file that only its owner can read, for a person to edit.
package enum PrivateFile {
  /// Makes a file of a fresh name in a folder for temporary files.
  ///
  /// - Parameter suffix: what its name ends with, such as `.json`, from which editors know its kind.
  /// - Returns: its path.
  package static func make(_ bytes: [UInt8], folder: String, suffix: String) throws(FileError) -> String {
    for _ in 0..<100 {
      let name = "\(folder)/feltsh-\(String(UInt64.random(in: .min ... .max), radix: 36))\(suffix)"
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        close(descriptor)
        try FileWriter.write(bytes, to: name, permissions: 0o600)
        return name
      }
      if errno != EEXIST { throw FileError.last(folder) }
    }
    throw FileError(path: folder, reason: "no temporary file could be made")
  }

  /// Takes a file away.
  package static func remove(_ path: String) {
    unsafe unlink(path)
  }
}
