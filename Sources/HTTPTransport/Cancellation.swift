#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Tells whether the user has cancelled the request.
struct Cancellation {
  /// Becomes readable when the request is to be cancelled, and is not read here; nil for a request that never is.
  let descriptor: Int32?

  /// Whether the request has been cancelled.
  var isRequested: Bool { descriptor.map(Readiness.hasInput) ?? false }
}

/// Asks the system about a descriptor, without waiting.
enum Readiness {
  /// Whether there is something to read, or the other side has closed.
  static func hasInput(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLIN) != 0
  }
}
