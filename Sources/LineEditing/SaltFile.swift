#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random bytes that are made once and kept in a file of the user's alone, so that hashes made with them mean nothing
/// elsewhere.
package struct SaltFile: Sendable {
  private static let length = 32

  /// Where the file is; it need not exist.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The bytes; nil when there is no such file. Several shells may ask at once.
  ///
  /// - Parameter creates: whether they are made when they are not there.
  package func bytes(creates: Bool) throws(HistoryFile.Problem) -> [UInt8]? {
    let file: LockedFile
    do {
      file = try LockedFile(path: path, creates: creates)
    } catch .system(ENOENT) where !creates {
      return nil
    }
    guard let found = file.wholeContent() else { throw .system(errno) }
    if found.count >= Self.length { return Array(found.prefix(Self.length)) }
    guard creates else { return nil }
    // What is too short was not written whole; it is filled up, so that no history is lost that was made with it.
    var generator = SystemRandomNumberGenerator()
    let more = (found.count..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    guard FileBytes.write(more, to: file.descriptor) else { throw .system(errno) }
    return found + more
  }
}
