internal import FeltAPI

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A connection to a server on this machine, which waits no longer than it may.
final class LoopbackSocket {
  private let descriptor: Int32
  private let deadline: Double
  private let cancellation: Int32?

  /// Connects.
  ///
  /// - Parameters:
  ///   - deadline: when waiting ends, in seconds since 1970.
  ///   - cancellation: a descriptor that becomes readable when waiting is to end at once.
  /// - Returns: nil when nothing answers there.
  init?(_ address: ImportAddress, until deadline: Double, _ cancellation: Int32?) {
    self.deadline = deadline
    self.cancellation = cancellation
    let isVersion6 = address.host.contains(":")
    descriptor = socket(isVersion6 ? AF_INET6 : AF_INET, Self.streamType, 0)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let port = UInt16(truncatingIfNeeded: address.port).bigEndian
    let connected = isVersion6 ? connectVersion6(port) : connectVersion4(address.host, port)
    guard connected || errno == EINPROGRESS, wait(for: POLLOUT), failure == 0 else { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  #if canImport(Glibc)
  private static let streamType = Int32(SOCK_STREAM.rawValue)
  #else
  private static let streamType = SOCK_STREAM
  #endif

  private func connectVersion4(_ host: String, _ port: UInt16) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port
    guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return false }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private func connectVersion6(_ port: UInt16) -> Bool {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port
    guard unsafe inet_pton(AF_INET6, "::1", &address.sin6_addr) == 1 else { return false }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }

  /// The error that the connection has, 0 for none.
  private var failure: Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
  }

  /// - Returns: whether all of it went out.
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard wait(for: POLLOUT) else { return false }
      let count = unsafe rest.withUnsafeBytes { unsafe Self.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EAGAIN, errno != EINTR { return false }
      if count > 0 { rest = rest.dropFirst(count) }
    }
    return true
  }

  /// All that comes until the other side ends; nil when it doesn't, or when it is too much.
  func receiveAll(atMost limit: Int) -> [UInt8]? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while wait(for: POLLIN) {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count == 0 { return all }
      if count < 0, errno != EAGAIN, errno != EINTR { return nil }
      if count > 0 { all += buffer.prefix(count) }
      if all.count > limit { return nil }
    }
    return nil
  }

  /// Sends without the signal that a closed connection would raise.
  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
    return unsafe Glibc.send(descriptor, bytes, count, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
    #else
    return unsafe Darwin.send(descriptor, bytes, count, 0)
    #endif
  }

  private func wait(for event: Int32) -> Bool {
    while case let left = deadline - SystemClock.now(), left > 0 {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: event), revents: 0),
        pollfd(fd: cancellation ?? -1, events: Int16(truncatingIfNeeded: POLLIN), revents: 0),
      ]
      let count = unsafe poll(&waiting, 2, Int32(min(left * 1000 + 1, 60_000)))
      if waiting[1].revents != 0 { return false }
      if count > 0 { return true }
      if count < 0, errno != EINTR { return false }
    }
    return false
  }
}
