#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Says whether the person has abandoned the request.
struct Cancellation {
  /// Becomes readable then, and is not read here; nil for never.
  let descriptor: Int32?

  /// Whether it is so now.
  var isRequested: Bool { descriptor.map(Readiness.hasInput) ?? false }
}

/// What the system says of a descriptor, without waiting.
enum Readiness {
  /// Whether there is something to read, the end included.
  static func hasInput(_ descriptor: Int32) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLIN) != 0
  }
}
