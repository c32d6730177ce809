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

/// Asks the system about descriptors, without waiting.
enum Readiness {
  /// Whether there is something to read, or the other side has closed.
  static func hasInput(_ descriptor: Int32) -> Bool {
    !descriptorsWithInput([descriptor]).isEmpty
  }

  /// Those with something to read, or whose other side has closed; one question to the system for all of them.
  static func descriptorsWithInput(_ descriptors: [Int32]) -> [Int32] {
    if descriptors.isEmpty { return [] }
    var watched = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&watched, nfds_t(watched.count), 0) > 0 else { return [] }
    return watched.filter { $0.revents & Int16(POLLIN) != 0 }.map(\.fd)
  }
}
