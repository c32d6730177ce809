internal import Dispatch

/// Waits for something to be shut down on a thread of its own: the threads that all share may be the very ones that
/// wait.
enum Shutdown {
  /// - Parameter begin: is given the queue for the work and what to call once it is done.
  static func wait(_ begin: (DispatchQueue, @escaping @Sendable () -> Void) -> Void) {
    let done = DispatchSemaphore(value: 0)
    begin(DispatchQueue(label: "shutdown")) { done.signal() }
    done.wait()
  }
}
