#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// All that there is to write or to read, through a descriptor.
enum FileBytes {
  /// Writes it all; false with `errno` set when it can't be.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe writeBytes(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest.removeFirst(count)
      } else if count < 0, errno == EAGAIN {
        var watched = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&watched, 1, -1)
      } else if count < 0, errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Reads up to the end; nil when it can't be read or is longer than `limit`.
  static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      var problem = false
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
        let length = unsafe readBytes(descriptor, space.baseAddress, space.count)
        problem = length < 0
        count = max(0, length)
      }
      if problem {
        guard errno == EINTR else { return nil }
      } else if piece.isEmpty {
        return bytes
      }
      bytes += piece
    }
    return nil
  }

  private static func writeBytes(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.write(descriptor, start, count)
    #else
    unsafe Darwin.write(descriptor, start, count)
    #endif
  }

  private static func readBytes(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.read(descriptor, start, count)
    #else
    unsafe Darwin.read(descriptor, start, count)
    #endif
  }
}
