#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pipe that one thread waits at until another opens it; once open it stays so.
package final class RawServerGate: Sendable {
  /// Readable from the moment the gate is open.
  package let descriptor: Int32
  private let writing: Int32

  package init() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw ProgramFailure.system("no pipe", errno) }
    (descriptor, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // Opening it again and again must not block once the pipe is full.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// Opens the gate.
  package func open() {
    var byte: UInt8 = 1
    _ = unsafe write(writing, &byte, 1)
  }
}
