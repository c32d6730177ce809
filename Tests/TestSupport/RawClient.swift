#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A client on one connection to 127.0.0.1 that sends what a test says, byte by byte, however wrong, and reads
/// responses one by one. Nothing here waits longer than two minutes.
package final class RawClient {
  private let descriptor: Int32
  private let deadline = ContinuousClock.now + .seconds(120)
  /// What came and belongs to no response yet.
  private var pending: [UInt8] = []

  /// Connects.
  package init(port: Int) throws {
    #if canImport(Glibc)
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { throw ProgramFailure.system("no socket", errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var yes: Int32 = 1
    unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    #if !canImport(Glibc)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard connected else { throw ProgramFailure.system("port \(port)", errno) }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Sends text as it is.
  @discardableResult
  package func send(_ text: String) throws -> Bool { try send(Array(text.utf8)) }

  /// Sends bytes.
  ///
  /// - Returns: false when the other side takes no more; what it didn't take is dropped.
  @discardableResult
  package func send(_ bytes: [UInt8]) throws -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT)
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
        unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
        #else
        unsafe Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #endif
      }
      if count < 0, errno == EPIPE || errno == ECONNRESET { return false }
      if count < 0, errno != EAGAIN, errno != EINTR { throw ProgramFailure.system("cannot send", errno) }
      if count > 0 { rest.removeFirst(count) }
    }
    return true
  }

  /// Reads an response: its head, and as much of a body as the head promises.
  ///
  /// - Parameter hasBody: false for the response to HEAD.
  package func response(hasBody: Bool = true) throws -> RawClientResponse {
    let blank = Array("\r\n\r\n".utf8)
    var end: Int?
    while true {
      end = pending.indices.first { pending[$0] == 0x0D && pending[$0...].starts(with: blank) }
      if end != nil { break }
      guard try receive() else { throw ProgramFailure("the connection ended before a head: \(text(pending))") }
    }
    let head = text(pending.prefix(end ?? 0))
    pending.removeFirst((end ?? 0) + blank.count)
    var response = RawClientResponse(head: head)
    guard hasBody, response.status >= 200, response.status != 204, response.status != 304 else { return response }
    let length = response["content-length"].flatMap { Int($0) } ?? .max
    while pending.count < length, try receive() {}
    response.body = Array(pending.prefix(length))
    pending.removeFirst(response.body.count)
    return response
  }

  /// Waits until the other side ends the connection.
  ///
  /// - Returns: what came before; nil when it ended with a reset.
  package func end() throws -> [UInt8]? {
    do { while try receive() {} } catch is RawClientReset { return nil }
    return pending
  }

  /// Ends the own side of the connection.
  package func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// - Returns: false at the end.
  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      try wait(for: POLLIN)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count > 0 { pending += buffer.prefix(count) }
      if count >= 0 { return count > 0 }
      if errno == ECONNRESET { throw RawClientReset() }
      if errno != EAGAIN, errno != EINTR { throw ProgramFailure.system("cannot receive", errno) }
    }
  }

  private func wait(for event: Int32) throws {
    while ContinuousClock.now < deadline {
      var waiting = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: event), revents: 0)
      if unsafe poll(&waiting, 1, 1000) > 0 { return }
    }
    throw ProgramFailure("the other side was waited for in vain; so far came \(text(pending))")
  }

  private func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
}
