internal import Dispatch

/// Waits for NIO's asynchronous shutdowns.
enum Shutdown {
  /// Waits on the calling thread. The completion runs on a queue of its own: the shared threads may all be waiting
  /// here.
  ///
  /// - Parameter begin: starts the shutdown, with the queue and the completion to give to NIO.
  static func wait(_ begin: (DispatchQueue, @escaping @Sendable () -> Void) -> Void) {
    let done = DispatchSemaphore(value: 0)
    begin(DispatchQueue(label: "shutdown")) { done.signal() }
    done.wait()
  }
}
