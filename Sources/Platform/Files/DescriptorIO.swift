#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Reads and writes through a descriptor that deal with short counts, interruptions and descriptors that don't block.
package enum DescriptorIO {
  /// Writes all of the bytes.
  ///
  /// - Parameter path: names the file in the error.
  package static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe writeBytes(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&watched, 1, -1)
      } else if errno != EINTR {
        throw .last(path)
      }
    }
  }

  /// The next bytes, as many as one read gives; empty at the end.
  ///
  /// - Parameter path: names the file in the error.
  package static func read(
    atMost count: Int = 65_536, from descriptor: Int32, path: String
  ) throws(FileError) -> [UInt8] {
    while true {
      var length = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { space, initialized in
        unsafe preferLargePages(space)
        length = unsafe readBytes(descriptor, space.baseAddress, count)
        initialized = max(0, length)
      }
      if length >= 0 { return bytes }
      if errno != EINTR { throw .last(path) }
    }
  }

  /// All bytes up to the end.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that are taken; more are an error.
  ///   - expected: how many bytes there probably are, if that is known, so that they are read at once.
  package static func readAll(
    from descriptor: Int32, path: String, limit: Int, expected: Int? = nil
  ) throws(FileError) -> [UInt8] {
    if let expected, expected > limit { throw FileError(path: path, cause: .tooLong(limit: limit)) }
    // One more byte than is expected shows that the file ends there.
    var bytes = try read(atMost: min(expected ?? 65_535, limit) &+ 1, from: descriptor, path: path)
    while bytes.count <= limit {
      let piece = try read(from: descriptor, path: path)
      if piece.isEmpty { return bytes }
      bytes += piece
    }
    throw FileError(path: path, cause: .tooLong(limit: limit))
  }

  /// Asks for large pages: with small ones, reading a large file takes longer than looking through it.
  private static func preferLargePages(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    #if os(Linux)
    let page = 1 << 21
    guard buffer.count > 2 * page, let base = buffer.baseAddress else { return }
    // This is a hint; if it fails nothing changes.
    let start = (UInt(bitPattern: base) + UInt(page) - 1) & ~(UInt(page) - 1)
    let length = (Int(bitPattern: base) + buffer.count - Int(bitPattern: start)) & ~(page - 1)
    _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE)
    #endif
  }
}

/// `write(2)` and `read(2)`, whose names the methods above hide.
func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}
