#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A thread of its own, so that what blocks in it takes none from the tests.
final class RawServerThread: Sendable {
  private let end: RawServerGate

  /// What the thread is given; it releases it.
  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  init(_ body: @escaping @Sendable () -> Void) throws {
    let end = try RawServerGate()
    self.end = end
    let code = Self.start {
      body()
      end.open()
    }
    guard code == 0 else { throw ProgramFailure.system("no thread", code) }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
    let work = unsafe Unmanaged.passRetained(Work(body))
    let context = unsafe work.toOpaque()
    #if canImport(Glibc)
    var thread = pthread_t()
    let code = unsafe pthread_create(&thread, nil, { unsafe RawServerThread.run($0) }, context)
    #else
    var thread: pthread_t?
    let code = unsafe pthread_create(&thread, nil, { unsafe RawServerThread.run($0) }, context)
    #endif
    guard code == 0 else {
      unsafe work.release()
      return code
    }
    #if canImport(Glibc)
    return pthread_detach(thread)
    #else
    return unsafe thread.map { unsafe pthread_detach($0) } ?? 0
    #endif
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context = unsafe context { unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
    return nil
  }

  /// Waits until the work is done; any number of times.
  func join() {
    var watched = pollfd(fd: end.descriptor, events: Int16(POLLIN), revents: 0)
    while watched.revents == 0 {
      unsafe poll(&watched, 1, -1)
    }
  }
}
