internal import Platform
internal import Synchronization

/// A response that is made on a thread of its own, because it may take longer than somebody wants to wait.
final class PendingResponse: Sendable {
  private let response = Mutex<SandboxResponse?>(nil)
  private let isDone: EventPipe

  /// Nil when the system has no thread or no descriptor left.
  init?(to request: SandboxRequest, from service: SandboxService) {
    guard let isDone = EventPipe() else { return nil }
    self.isDone = isDone
    let hasStarted = BackgroundThread.start { [self] in
      let response = service.response(to: request)
      self.response.withLock { $0 = response }
      self.isDone.signal()
    }
    guard hasStarted else { return nil }
  }

  /// Waits for the response, or until a descriptor is readable.
  ///
  /// - Returns: nil in that case. What was asked for is done all the same.
  func wait(unless cancellation: Int32) -> SandboxResponse? {
    while true {
      let isReady = EventPipe.wait(for: [cancellation, isDone.descriptor], milliseconds: 60_000)
      if isReady[0] { return nil }
      if isReady[1] { return response.withLock { $0 } }
    }
  }
}
