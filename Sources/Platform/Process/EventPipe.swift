#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Something that happens once, and that `poll` can wait for: a pipe that becomes readable then and stays so.
package final class EventPipe: Sendable {
  /// Readable once it has happened.
  package let descriptor: Int32
  private let writer: Int32

  /// Nil when the system has no descriptors left.
  package init?() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    (descriptor, writer) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(descriptor)
    close(writer)
  }

  /// Says that it has happened; from any thread, any number of times.
  package func signal() {
    var byte: UInt8 = 1
    _ = unsafe write(writer, &byte, 1)
  }

  /// Waits until one of several descriptors is readable.
  ///
  /// - Returns: whether each is; none of them when the time is over.
  package static func wait(for descriptors: [Int32], milliseconds: Int) -> [Bool] {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while true {
      var watched = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let left = (end - .now) / .milliseconds(1)
      let count = unsafe poll(&watched, nfds_t(watched.count), Int32(max(0, min(left.rounded(.up), 60_000))))
      if count > 0 { return watched.map { $0.revents != 0 } }
      // A signal interrupts the wait and says nothing of its length.
      if ContinuousClock.now >= end { return descriptors.map { _ in false } }
    }
  }
}
