#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Reads files that a person names: regular ones only, for a directory has no bytes and a FIFO may never end.
package final class FileReader {
  private let descriptor: Int32
  private let path: String
  /// The size in bytes when the file was opened.
  package let byteCount: Int
  /// The permission bits, such as 0o600.
  package let permissions: Int

  /// Opens a file.
  package init(_ path: String) throws(FileError) {
    if path.isEmpty { throw FileError(path: "", reason: "the file's name is empty") }
    if path.utf8.contains(0) { throw FileError(path: path, reason: "there is a NUL in the file's name") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError.last(path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = FileError.last(path)
      close(descriptor)
      throw error
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      close(descriptor)
      throw FileError(path: path, reason: kind == S_IFDIR ? "this is a directory" : "this is not a regular file")
    }
    self.descriptor = descriptor
    self.path = path
    byteCount = Int(status.st_size)
    permissions = Int(status.st_mode & 0o7777)
  }

  deinit {
    close(descriptor)
  }

  /// Whether there is anything of that name, or something in the way of knowing.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }

  /// The next bytes; empty at the end.
  package func read(atMost count: Int = 1 << 16) throws(FileError) -> [UInt8] {
    while true {
      var length = 0
      let result = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        unsafe Self.preferLargePages(buffer)
        length = unsafe systemRead(descriptor, buffer.baseAddress, count)
        initialized = max(0, length)
      }
      if length >= 0 { return result }
      if errno != EINTR { throw FileError.last(path) }
    }
  }

  /// Asks for large pages: with small ones, a large file is read slower than it is looked through.
  private static func preferLargePages(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    #if os(Linux)
    let page = 1 << 21
    guard buffer.count > 2 * page, let base = buffer.baseAddress else { return }
    // A hint that is not taken changes nothing.
    let start = (UInt(bitPattern: base) + UInt(page) - 1) & ~(UInt(page) - 1)
    let length = (buffer.count - page) & ~(page - 1)
    _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE)
    #endif
  }

  /// The whole file.
  ///
  /// - Parameter limit: the most bytes that are taken; a longer file is an error.
  package static func contents(of path: String, limit: Int = 1 << 30) throws(FileError) -> [UInt8] {
    let reader = try FileReader(path)
    // One more byte than the file is said to have shows that it ends there.
    var result = try reader.read(atMost: min(max(reader.byteCount, 0), limit) &+ 1)
    while case let chunk = try reader.read(), !chunk.isEmpty {
      result += chunk
      if result.count > limit { break }
    }
    if result.count > limit { throw FileError(path: path, reason: "it is longer than \(limit) bytes") }
    return result
  }

  /// The whole file as text.
  package static func text(of path: String, limit: Int = 1 << 28) throws(FileError) -> String {
    let bytes = try contents(of: path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      let line = valid.count { $0.isNewline } + 1
      throw FileError(path: path, reason: "it is not UTF-8 text, from line \(line) on")
    }
    return text
  }
}

/// `read(2)`, whose name the method above hides.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
