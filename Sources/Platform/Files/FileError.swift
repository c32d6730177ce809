#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Why a file or a program could not be used.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, as data.
  package enum Cause: Hashable, Sendable {
    /// A system call failed with this `errno`.
    case system(Int32)
    case emptyName
    case nulInName
    case isDirectory
    /// The folder that it would be in isn't there.
    case noFolder
    case notRegularFile
    /// A link, or a file that another user owns, where only a file of the user's own is taken.
    case notOwnFile
    /// Another program holds the lock.
    case locked
    /// The file has more bytes than the limit.
    case tooLong(limit: Int)
    /// The file is not the same any more.
    case changed
    /// There is nothing in the file.
    case empty
    case outOfMemory
    /// The file is not UTF-8, from this line on, counted from 1.
    case notUTF8(line: Int)
    /// Every name that was tried for a temporary file is taken.
    case noTemporaryFile
  }

  /// The file's path, or the program's command line.
  package let path: String
  package let cause: Cause

  package init(path: String, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// The error of the last system call.
  static func last(_ path: String) -> FileError {
    FileError(path: path, cause: .system(errno))
  }

  /// The cause in words, without the path.
  package var reason: String {
    switch cause {
    case .system(let code): unsafe String(cString: strerror(code)).lowercasedFirst
    case .emptyName: "the file's name is empty"
    case .nulInName: "there is a NUL in the file's name"
    case .isDirectory: "this is a directory"
    case .noFolder: "there is no such folder"
    case .notRegularFile: "this is not a regular file"
    case .notOwnFile: "this is a link or another user's file"
    case .locked: "another program is using it"
    case .tooLong(let limit): "it is longer than \(limit) bytes"
    case .changed: "it changed while it was being read"
    case .empty: "there is nothing in it"
    case .outOfMemory: "there is not enough memory to pack it"
    case .notUTF8(let line): "it is not UTF-8 text, from line \(line) on"
    case .noTemporaryFile: "no temporary file could be created beside it"
    }
  }

  package var description: String { "\(path): \(reason)" }
}

extension FileError {
  /// Whether the system says that there is no such file.
  package var isMissingFile: Bool { cause == .system(ENOENT) }

  /// Whether the file has more bytes than the limit.
  package var isTooLong: Bool { if case .tooLong = cause { true } else { false } }

  /// Refuses a name that no system call can take.
  static func checkName(_ path: String) throws(FileError) {
    if path.isEmpty { throw FileError(path: "", cause: .emptyName) }
    if path.utf8.contains(0) { throw FileError(path: path, cause: .nulInName) }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
