import Platform

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Bytes from a descriptor, one at a time so that what is typed ahead stays with the system, where a program that
/// is started meanwhile finds it.
struct TerminalBytes {
  /// What came of waiting for a byte.
  enum Outcome: Equatable {
    case byte(UInt8)
    case signal
    case timeout
    case end
    case failed(Int32)
  }

  private let input: TerminalInput
  private let wake: Int32
  /// Read, and not used: most recent last.
  private var returned: [UInt8] = []

  init(descriptor: Int32, wake: Int32) {
    input = TerminalInput(descriptor)
    self.wake = wake
  }

  /// Whether a byte can be read without waiting.
  var hasPending: Bool { !returned.isEmpty || waitForInput(milliseconds: 0) == nil }

  /// Gives bytes back, to be read again in the order given.
  mutating func giveBack(_ bytes: some BidirectionalCollection<UInt8>) {
    returned.append(contentsOf: bytes.reversed())
  }

  /// Forgets what was given back.
  mutating func discard() {
    returned.removeAll()
  }

  /// The next byte; waits for it without end when `milliseconds` is negative.
  mutating func next(milliseconds: Int32 = -1) -> Outcome {
    if let byte = returned.popLast() {
      return .byte(byte)
    }
    if let obstacle = waitForInput(milliseconds: milliseconds) {
      return obstacle
    }
    var byte: UInt8 = 0
    switch unsafe read(input.descriptor, &byte, 1) {
    case 1: return .byte(byte)
    case 0: return .end
    default: return Self.failure(errno)
    }
  }

  /// As many bytes as there are, at most 64 KiB, and what stands in the way of more; waits for the first, without end
  /// when `milliseconds` is negative.
  mutating func chunk(milliseconds: Int32 = -1) -> (bytes: [UInt8], obstacle: Outcome?) {
    if !returned.isEmpty {
      defer { returned.removeAll() }
      return (returned.reversed(), nil)
    }
    if let obstacle = waitForInput(milliseconds: milliseconds) {
      return ([], obstacle)
    }
    var problem: Outcome?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { space, count in
      let length = unsafe read(input.descriptor, space.baseAddress, space.count)
      problem = length > 0 ? nil : length == 0 ? .end : Self.failure(errno)
      count = max(0, length)
    }
    return (bytes, problem)
  }

  /// Waits until a signal has come.
  func awaitSignal(milliseconds: Int) {
    if wake >= 0 { _ = EventPipe.wait(for: [wake], milliseconds: milliseconds) }
  }

  /// Nil once a byte can be read; otherwise what happened instead.
  private func waitForInput(milliseconds: Int32) -> Outcome? {
    var watched = [
      pollfd(fd: input.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
    ]
    // Without a wake-up descriptor the first is watched alone.
    let count = unsafe poll(&watched, wake < 0 ? 1 : 2, milliseconds)
    if count < 0 {
      return errno == EINTR ? .signal : .failed(errno)
    }
    if count == 0 {
      return .timeout
    }
    // Signals are looked at before each wait, so a character need not be torn apart for one.
    return watched[0].revents != 0 ? nil : .signal
  }

  /// What was there is gone (EAGAIN) when Control-C has emptied the terminal's queue.
  private static func failure(_ code: Int32) -> Outcome {
    code == EINTR || code == EAGAIN ? .signal : .failed(code)
  }
}
