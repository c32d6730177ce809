#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Why a file could not be read or written.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  /// In words, without the path.
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What the system says of the last call that failed.
  static func last(_ path: String) -> FileError {
    let code = errno
    return FileError(path: path, reason: unsafe String(cString: strerror(code)).lowercasedFirst)
  }

  package var description: String { "\(path): \(reason)" }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
