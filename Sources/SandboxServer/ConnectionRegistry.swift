/// The open connections of a server. It is used on the server's event loop only.
final class ConnectionRegistry {
  private let limit: Int
  private var monitors: [ObjectIdentifier: ConnectionMonitor] = [:]

  /// - Parameter limit: the maximum number of connections.
  init(limit: Int) {
    self.limit = limit
  }

  /// Adds a connection. At the limit it takes the place of the connection that has been idle for longest.
  ///
  /// - Returns: false when every connection is in use.
  func add(_ monitor: ConnectionMonitor) -> Bool {
    guard monitors.count < limit || closeIdleConnection() else { return false }
    monitors[ObjectIdentifier(monitor)] = monitor
    return true
  }

  func remove(_ monitor: ConnectionMonitor) {
    monitors[ObjectIdentifier(monitor)] = nil
  }

  /// Closes the connection that has been idle for longest, or else the one that has been sending its head for longest.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  func closeIdleConnection() -> Bool {
    let candidates = monitors.values.filter { $0.priority != nil }
    guard
      let monitor = candidates.min(by: { first, second in
        (first.priority ?? 0, first.phaseStart) < (second.priority ?? 0, second.phaseStart)
      })
    else { return false }
    remove(monitor)
    monitor.close()
    return true
  }
}
