#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension Interrupts {
  /// Blocks until Control-C was pressed or the process was asked to leave.
  package func wait() -> Pending {
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&waiting, 1, -1)
      let pending = consume()
      if pending.contains(.interrupt) || pending.terminationSignal != nil { return pending }
    }
  }
}
