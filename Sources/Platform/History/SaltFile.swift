/// Random bytes that are generated once and kept in a file of the user's alone, so that hashes made with them mean
/// nothing elsewhere.
package struct SaltFile: Sendable {
  private static let length = 32
  private static let longest = 1 << 16

  /// Where the file is; it need not exist.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The bytes; nil when there is no such file. Several shells may ask at the same time.
  ///
  /// - Parameter creates: whether missing bytes are generated.
  package func bytes(creates: Bool) throws(FileError) -> [UInt8]? {
    let file: LockedFile
    do {
      file = try LockedFile(path: path, creates: creates)
    } catch {
      guard error.isMissingFile, !creates else { throw error }
      return nil
    }
    let found = try file.contents(limit: Self.longest)
    if found.count >= Self.length { return Array(found.prefix(Self.length)) }
    guard creates else { return nil }
    // A file that is too short was not written completely. Its bytes stay, so that no history made with them is lost.
    var generator = SystemRandomNumberGenerator()
    let more = (found.count..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    try file.append(more)
    return found + more
  }
}
