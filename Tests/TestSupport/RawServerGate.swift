#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A gate that one thread opens for others. Once open it stays open.
package final class RawServerGate: Sendable {
  /// Readable once the gate is open.
  package let descriptor: Int32
  private let writing: Int32

  package init() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw ProgramFailure.system("no pipe", errno) }
    (descriptor, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // Opening the gate many times must not block when the pipe is full.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// Waits for the gate, at most half a minute.
  package func waitUntilOpen() throws {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if unsafe poll(&watched, 1, 1000) > 0 { return }
    }
    throw ProgramFailure("the gate wasn't opened")
  }

  /// Opens the gate.
  package func open() {
    var byte: UInt8 = 1
    _ = unsafe write(writing, &byte, 1)
  }
}
