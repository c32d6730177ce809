/// A file that is read from its beginning to its end, and is an error when it changes meanwhile.
package struct FileContent: Sendable {
  package let path: String
  /// What it was when it was looked at first.
  package let version: FileVersion

  /// Looks at a file, which has to be there and readable.
  ///
  /// - Parameter allowsEmpty: whether there may be nothing in it.
  package init(_ path: String, allowsEmpty: Bool = false) throws(FileError) {
    version = try FileReader(path).version
    self.path = path
    if version.byteCount == 0, !allowsEmpty { throw FileError(path: path, cause: .empty) }
  }

  package var byteCount: Int { version.byteCount }

  /// Begins to read the file.
  package func open() throws(FileError) -> Reader {
    let file = try FileReader(path)
    guard file.version == version else { throw FileError(path: path, cause: .changed) }
    return Reader(file, version)
  }

  /// Reads the file in pieces.
  package final class Reader {
    private let file: FileReader
    private var remaining: Int
    private static let pieceSize = 1 << 18

    fileprivate init(_ file: FileReader, _ version: FileVersion) {
      self.file = file
      remaining = version.byteCount
    }

    /// The next bytes; empty at the end, where the file has to be what it was at the beginning.
    package func next() throws(FileError) -> [UInt8] {
      let bytes = remaining > 0 ? try file.read(atMost: min(remaining, Self.pieceSize)) : []
      remaining -= bytes.count
      if bytes.isEmpty { try file.checkUnchanged() }
      return bytes
    }
  }
}
